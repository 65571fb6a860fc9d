import type { Stack } from "../../cli/stack/stack.ts";
import { Sandbox } from "../support/sandbox.ts";
import type { ChaosClient } from "./client.ts";
import * as documents from "./chaos.generated.ts";
import { readStored, type StoredConversation } from "./stored.ts";
import { type Stored, verifyReader } from "./verify-reader.ts";
import {
  findUnreportedDoubleRuns,
  type LedgerEntry,
  type RemoteEntry,
  repeatedAfterOutcome,
  repeatedAfterStored,
  verifyHistory,
  verifyOrders,
  verifyTurns,
} from "./verify-record.ts";
import type { ConversationRun } from "./workload.ts";

/** The outcome of a run. */
export interface Report {
  /** How often each fault was injected, each interruption made, and each decision taken. */
  injected: Record<string, number>;
  interruptions: Record<string, number>;
  decisions: Record<string, number>;
  conversations: number;
  /** Turns by status, or by the code of their failure. */
  turns: Record<string, number>;
  /** Model calls by how many attempts they took; tool calls by status. */
  attempts: Record<string, number>;
  tools: Record<string, number>;
  /** Stored events, and events and deltas that readers received. */
  storedEvents: number;
  receivedEvents: number;
  /** Requests that ran the model to the end; calls that say that they may be paid twice. */
  modelRuns: number;
  possiblyPaidTwice: number;
  /** Inputs that the provider ran to the end twice, as it counts them. */
  paidTwice: number;
  /** Completed entries that were not in their event, so that readers queried them. */
  unread: number;
  /** What is wrong, in words; empty when nothing is. */
  faults: string[];
}

/** What a report is about. */
export interface Subject {
  stack: Pick<Stack, "urls" | "tokens">;
  client: ChaosClient;
  runs: readonly ConversationRun[];
  /** How often each order of the tool server was carried out. */
  orders: ReadonlyMap<string, number>;
  done: Pick<Report, "injected" | "decisions"> & { crashed: readonly string[] };
}

/** Verifies readers, the store, the provider's ledger and histories, and the orders against each other; closes the readers. */
export async function reportOn(subject: Subject): Promise<Report> {
  const { stack, runs, orders, done: { crashed, ...done } } = subject;
  const report = emptyReport(runs.length);
  Object.assign(report, done, { faults: crashed.map((name) => `crashed: ${name}`) });
  const { conversations, agents, brokenReferences } = await readStored(
    stack.urls.database,
    runs.map((r) => r.id),
  );
  for (const run of runs) {
    await addReaders(report, subject, run);
    const stored = conversations.find((c) => c.id === run.id);
    if (stored) await addConversation(report, subject, run, stored);
    else report.faults.push(`${run.id} is not stored`);
  }
  report.faults.push(...brokenReferences);
  await addLedger(report, new Sandbox(stack), conversations, agents);
  report.faults.push(...verifyOrders(orders, conversations.flatMap((c) => c.calls)));
  return report;
}

const emptyReport = (conversations: number): Report => ({
  ...{ injected: {}, interruptions: {}, decisions: {}, conversations },
  ...{ turns: {}, attempts: {}, tools: {}, storedEvents: 0, receivedEvents: 0 },
  ...{ modelRuns: 0, possiblyPaidTwice: 0, paidTwice: 0, unread: 0, faults: [] },
});

async function addReaders(report: Report, { client }: Subject, { id, readers }: ConversationRun) {
  const events = await readLog(client, id);
  const { conversation } = await client.query(documents.entries, { id });
  const stored: Stored = { events, entries: conversation?.entries.nodes ?? [] };
  const last = events.at(-1)?.seq ?? 0;
  report.storedEvents += events.length;
  for (const reader of readers) {
    await reader.until((e) => e.seq >= last, 30_000);
    await reader.close();
    const { unread, faults } = verifyReader(reader.seen, stored);
    report.unread += unread;
    report.receivedEvents += reader.seen.length;
    report.faults.push(...faults.map((fault) => `${id} at ${reader.url}: ${fault}`));
  }
}

async function addConversation(
  report: Report,
  { stack }: Subject,
  run: ConversationRun,
  stored: StoredConversation,
) {
  for (const [form, n] of Object.entries(run.interruptions)) count(report.interruptions, form, n);
  for (const { status, failure } of stored.turns) count(report.turns, failure?.code ?? status);
  for (const { kind, status, attempts } of stored.calls) {
    if (kind === "model") count(report.attempts, String(attempts));
    else count(report.tools, status);
  }
  const keys = stored.turns.flatMap((t) => t.keys);
  const wrong = run.keys.filter((key) => keys.filter((k) => k === key).length !== 1);
  report.faults.push(
    ...wrong.map((key) => `${run.id}: message ${key} is not stored exactly once`),
    ...run.stuck.map((turn) => `${run.id}: turn ${turn} did not end`),
    ...verifyTurns(stored.turns),
    ...verifyHistory(stored, await remoteHistory(stack, stored.remoteId)),
  );
}

function count(counts: Record<string, number>, name: string, by = 1) {
  counts[name] = (counts[name] ?? 0) + by;
}

/** Every event of a conversation, from its log. */
async function readLog(client: ChaosClient, id: string) {
  const events: { seq: number }[] = [];
  for (let after: string | null = null;;) {
    const answer: documents.LogQuery = await client.query(documents.log, { id, after });
    const page = answer.conversation?.events;
    events.push(...page?.nodes ?? []);
    if (!page?.pageInfo.hasNextPage) return events;
    after = page.pageInfo.endCursor;
  }
}

async function remoteHistory(
  { urls }: Subject["stack"],
  remoteId: string | null,
): Promise<RemoteEntry[]> {
  if (remoteId === null) return [];
  const url = `${urls.mistral}/v1/conversations/${remoteId}/history`;
  const response = await fetch(url, { headers: { authorization: "Bearer chaos" } });
  return (await response.json()).entries ?? [];
}

async function addLedger(
  report: Report,
  sandbox: Sandbox,
  conversations: readonly StoredConversation[],
  agents: number,
) {
  const { records } = await sandbox.get<{ records: LedgerEntry[] }>("ledger");
  type Counts = { paidTwice: number; modelRuns: number; agents: number };
  const counts = await sandbox.get<Counts>("counts");
  const requests = records.filter(({ operation }) =>
    /^conversations\.(start|append|restart)/.test(operation)
  );
  const calls = conversations.flatMap((c) => c.calls);
  const nameOf = (r: LedgerEntry) => `${r.operation} for ${r.metadata?.tramontane_call ?? r.root}`;
  report.faults.push(
    ...repeatedAfterStored(requests).map((r) => `${nameOf(r)} repeats a stored answer`),
    ...repeatedAfterOutcome(requests, calls).map((r) => `${nameOf(r)} came after its outcome`),
    ...findUnreportedDoubleRuns(requests, calls).map((id) => `${id} ran twice and is not counted`),
    ...(counts.agents === agents ? [] : [`${counts.agents} agents at the provider, not ${agents}`]),
  );
  report.paidTwice = counts.paidTwice;
  report.modelRuns = counts.modelRuns;
  report.possiblyPaidTwice = calls.filter((c) => c.possiblyPaidTwice).length;
}
