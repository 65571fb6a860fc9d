import type { Stack } from "../../../cli/stack/stack.ts";
import { ask } from "../ask.ts";
import * as documents from "../documents.ts";
import { allFacts, count } from "../report.ts";
import { broken, type Stored } from "../verdict.ts";
import { readStored, type StoredConversation } from "./stored.ts";
import type { Talk } from "./talker.ts";
import {
  type Asked,
  brokenHistory,
  brokenOrders,
  brokenTurns,
  paidTwiceUnseen,
  type RemoteEntry,
  repeatedFinished,
  repeatedStored,
} from "./verdict.ts";

/** What chaos under turns came to. */
export interface TurnsReport {
  /** How often each fault was made; how often each interruption, and each verdict. */
  made: Record<string, number>;
  forms: Record<string, number>;
  verdicts: Record<string, number>;
  conversations: number;
  /** Turns by how they ended, with the code where they failed. */
  turns: Record<string, number>;
  /** Model calls by how many attempts they took; tool calls by how they ended. */
  attempts: Record<string, number>;
  tools: Record<string, number>;
  /** Facts stored, and events that readers saw. */
  facts: number;
  events: number;
  /** Requests that ran the model to the end; how many calls say that they may be paid twice. */
  modelRuns: number;
  possiblyPaidTwice: number;
  /** Ended entries whose link the database was too far away to read, so that readers queried them. */
  unread: number;
  /** Inputs that the provider ran to the end twice, as it counts itself. */
  paidTwice: number;
  /** What is broken, in words; empty when nothing is. */
  faults: string[];
}

/** Holds the store, the provider's ledger and histories, the shop's book and the readers against each other. */
export async function reportOfTurns(
  stack: Stack,
  urls: readonly string[],
  talks: readonly Talk[],
  orders: ReadonlyMap<string, number>,
  done: Pick<TurnsReport, "made" | "verdicts"> & { crashed: readonly string[] },
): Promise<TurnsReport> {
  const { crashed, ...told } = done;
  const faults = crashed.map((name) => `crashed: ${name}`);
  const sum: TurnsReport = { ...empty(), ...told, conversations: talks.length, faults };
  const { conversations, agents } = await readStored(stack.urls.database, talks.map((t) => t.id));
  for (const talk of talks) {
    await addReader(sum, urls, talk);
    const stored = conversations.find((c) => c.id === talk.id);
    if (stored) await addConversation(sum, stack, talk, stored);
  }
  await addLedger(sum, stack, conversations, agents);
  sum.faults.push(...brokenOrders(orders, conversations.flatMap((c) => c.calls)));
  return sum;
}

const empty = () => ({
  ...{ forms: {}, turns: {}, attempts: {}, tools: {} },
  ...{ facts: 0, events: 0, modelRuns: 0, possiblyPaidTwice: 0, paidTwice: 0, unread: 0 },
});

async function addReader(sum: TurnsReport, urls: readonly string[], talk: Talk) {
  const facts = await allFacts(urls, talk.id);
  type Read = { conversation: { entries: { nodes: Stored["entries"] } } };
  const { conversation } = await ask<Read>(urls, documents.read, { id: talk.id });
  const head = facts.at(-1)?.seq ?? 0;
  await talk.reader.until((e) => e.seq >= head, 30_000);
  await talk.reader.close();
  const { unread, wrong, ...found } = broken(talk.reader.seen, {
    facts,
    entries: conversation.entries.nodes,
  });
  sum.unread += unread;
  sum.faults.push(...wrong.map((what) => `${talk.id}: ${what}`));
  for (const [what, n] of Object.entries(found)) {
    if (n > 0) sum.faults.push(`${talk.id}: ${n} ${what} at its reader`);
  }
  sum.facts += facts.length;
  sum.events += talk.reader.seen.length;
}

async function addConversation(
  sum: TurnsReport,
  stack: Stack,
  talk: Talk,
  stored: StoredConversation,
) {
  for (const [form, n] of Object.entries(talk.forms)) sum.forms[form] = (sum.forms[form] ?? 0) + n;
  for (const { status, failure } of stored.turns) count(sum.turns, failure?.code ?? status);
  for (const { kind, status, attempts } of stored.calls) {
    if (kind === "model") count(sum.attempts, String(attempts));
    else count(sum.tools, status);
  }
  const keys = stored.turns.flatMap((t) => t.keys);
  const lost = talk.keys.filter((key) => keys.filter((k) => k === key).length !== 1);
  sum.faults.push(
    ...lost.map((key) => `${talk.id}: message ${key} is not stored once`),
    ...talk.stuck.map((turn) => `${talk.id}: turn ${turn} did not end`),
    ...brokenTurns(stored.turns),
    ...brokenHistory(stored, await historyOf(stack, stored.remoteId)),
  );
}

async function historyOf({ urls }: Stack, remoteId: string | null): Promise<RemoteEntry[]> {
  if (remoteId === null) return [];
  const url = `${urls.mistral}/v1/conversations/${remoteId}/history`;
  const response = await fetch(url, { headers: { authorization: "Bearer chaos" } });
  return (await response.json()).entries ?? [];
}

async function addLedger(
  sum: TurnsReport,
  { urls, tokens }: Stack,
  conversations: readonly StoredConversation[],
  agents: number,
) {
  const get = async (path: string) => {
    const headers = { authorization: `Bearer ${tokens.sandbox}` };
    return await (await fetch(`${urls.sandbox}/control/${path}`, { headers })).json();
  };
  const { records } = await get("ledger") as { records: Asked[] };
  const counts = await get("counts") as { paidTwice: number; modelRuns: number; agents: number };
  const asked = records.filter((r) => /^conversations\.(start|append|restart)/.test(r.operation));
  const calls = conversations.flatMap((c) => c.calls);
  const named = (r: Asked) => `${r.operation} for ${r.metadata?.tramontane_call ?? r.root}`;
  sum.faults.push(
    ...repeatedStored(asked).map((r) => `${named(r)} asked again for a stored answer`),
    ...repeatedFinished(asked, calls).map((r) => `${named(r)} came after its outcome`),
    ...paidTwiceUnseen(asked, calls).map((id) => `${id} ran twice, and is not counted`),
    ...(counts.agents === agents ? [] : [`${counts.agents} agents at the provider, not ${agents}`]),
  );
  sum.paidTwice = counts.paidTwice;
  sum.modelRuns = counts.modelRuns;
  sum.possiblyPaidTwice = calls.filter((c) => c.possiblyPaidTwice).length;
}
