import type { Stack } from "../../cli/stack/stack.ts";
import { ask } from "./ask.ts";
import * as documents from "./documents.ts";
import type { Seen } from "./reader.ts";
import type { Talk } from "./talker.ts";
import { type Broken, broken, brokenMessages, type Stored } from "./verdict.ts";

/** What chaos came to. */
export interface Report extends Broken {
  /** How often each fault was made. */
  made: Record<string, number>;
  /** Processes that ended although nobody killed them. */
  crashed: string[];
  conversations: number;
  turns: Record<string, number>;
  /** Facts stored, and events seen by all readers. */
  facts: number;
  events: number;
  /** Model calls by how many attempts they took. */
  attempts: Record<string, number>;
  /** Turns that did not end, as their readers saw it. */
  stuck: number;
  /** Requests for a model call that came after its outcome was committed. */
  repeated: number;
  /** Inputs that the provider ran to the end twice; it stores what it bills, so a later version adopts these. */
  paidTwice: number;
  /** Links of ended entries that could not be read with their event, by all readers. */
  unread: number;
  /** What is broken, in words; empty when nothing is. */
  faults: string[];
}

interface Step {
  __typename: string;
  id: string;
  attempts: number;
  endedAt: string | null;
}
interface Read {
  entries: { nodes: Stored["entries"] };
  turns: { nodes: { status: string; steps: Step[] }[] };
}

/** Holds what the readers saw against what is stored, and closes them. */
export async function report(
  stack: Stack,
  urls: readonly string[],
  talks: readonly Talk[],
  done: Pick<Report, "made" | "crashed">,
): Promise<Report> {
  const sum: Report = {
    ...done,
    conversations: talks.length,
    turns: {},
    facts: 0,
    events: 0,
    attempts: {},
    stuck: 0,
    lost: 0,
    doubled: 0,
    wrongTexts: 0,
    messages: 0,
    repeated: 0,
    paidTwice: 0,
    unread: 0,
    faults: [],
  };
  const steps: Step[] = [];
  for (const talk of talks) steps.push(...await addTalk(sum, urls, talk));
  await addLedger(sum, stack, steps);
  for (const name of ["lost", "doubled", "wrongTexts", "messages", "stuck", "repeated"] as const) {
    if (sum[name] > 0) sum.faults.push(`${name}: ${sum[name]}`);
  }
  for (const name of sum.crashed) sum.faults.push(`crashed: ${name}`);
  return sum;
}

async function addTalk(sum: Report, urls: readonly string[], talk: Talk): Promise<Step[]> {
  const facts = await allFacts(urls, talk.id);
  const { conversation } = await ask<{ conversation: Read }>(urls, documents.read, { id: talk.id });
  const stored = { facts, entries: conversation.entries.nodes };
  const head = facts.at(-1)?.seq ?? 0;
  for (const reader of talk.readers) {
    await reader.until((e) => e.seq >= head, 30_000);
    await reader.close();
    const found = broken(reader.seen, stored);
    sum.lost += found.lost;
    sum.doubled += found.doubled;
    sum.wrongTexts += found.wrongTexts;
    sum.unread += found.unread;
    sum.faults.push(...found.wrong);
    sum.events += reader.seen.length;
  }
  sum.facts += facts.length;
  sum.messages += brokenMessages(talk.keys, stored);
  sum.stuck += talk.stuck.length;
  for (const { status } of conversation.turns.nodes) count(sum.turns, status);
  const steps = conversation.turns.nodes.flatMap((t) => t.steps);
  const models = steps.filter((s) => s.__typename === "ModelCall");
  for (const { attempts } of models) count(sum.attempts, String(attempts));
  return models;
}

/** Counts one more of a name. */
export function count(counts: Record<string, number>, name: string) {
  counts[name] = (counts[name] ?? 0) + 1;
}

interface LogPage {
  conversation: {
    events: { nodes: Seen[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
  };
}

/** Every fact of a conversation, from its log. */
export async function allFacts(urls: readonly string[], id: string): Promise<Seen[]> {
  const facts: Seen[] = [];
  let after: string | undefined;
  for (;;) {
    const { conversation } = await ask<LogPage>(urls, documents.log, { id, after });
    const { nodes, pageInfo } = conversation.events;
    facts.push(...nodes);
    if (!pageInfo.hasNextPage) return facts;
    after = pageInfo.endCursor;
  }
}

async function addLedger(sum: Report, { urls, tokens }: Stack, steps: readonly Step[]) {
  const get = async (path: string) => {
    const headers = { authorization: `Bearer ${tokens.sandbox}` };
    const response = await fetch(`${urls.sandbox}/control/${path}`, { headers });
    return await response.json();
  };
  type Request = { metadata?: { tramontane_call?: string }; startedAt: string };
  const { records } = await get("ledger") as { records: Request[] };
  const ended = new Map(steps.map((s) => [s.id, s.endedAt]));
  sum.repeated = records.filter(({ metadata, startedAt }) => {
    const endedAt = ended.get(metadata?.tramontane_call ?? "");
    return endedAt && Date.parse(startedAt) > Date.parse(endedAt);
  }).length;
  sum.paidTwice = (await get("counts") as { paidTwice: number }).paidTwice;
}
