import type { StoredCall, StoredConversation, StoredTurn } from "./stored.ts";

/** An entry of the provider's history. */
export interface RemoteEntry {
  id: string;
  type: string;
  content?: string | { text?: string }[];
  tool_call_id?: string;
}

/** A request in the emulator's ledger. */
export interface LedgerEntry {
  operation: string;
  root?: string;
  inputHash?: string;
  metadata?: { tramontane_call?: string };
  startedAt: string;
  finishedAt?: string;
  ran: "no" | "running" | "partial" | "full";
  stored: boolean;
}

const finals = ["COMPLETED", "FAILED", "CANCELLED", "DISCARDED"];

/** Turns without a final status, or that failed without a code. */
export function verifyTurns(turns: readonly StoredTurn[]): string[] {
  const sound = (t: StoredTurn) =>
    finals.includes(t.status) && (t.status !== "FAILED" || !!t.failure?.code);
  return turns.filter((t) => !sound(t)).map((t) => `turn ${t.id} is ${t.status}`);
}

/** What is wrong with the provider's history up to the checkpoint, compared with the turns. */
export function verifyHistory(stored: StoredConversation, history: readonly RemoteEntry[]) {
  const end = history.findIndex((e) => e.id === stored.lastEntryId);
  if (stored.remoteId === null) return [];
  if (end < 0) {
    const [where, many] = [`${stored.remoteId} ${stored.lastEntryId}`, history.length];
    return [`${stored.id}: its checkpoint ${where} is not among ${many} entries`];
  }
  const known = history.slice(0, end + 1);
  const positions = (key: string) =>
    known.flatMap((e, at) => e.type === "message.input" && textOf(e).includes(key) ? [at] : []);
  return [
    ...duplicateCalls(known),
    ...stored.turns.flatMap((turn) =>
      verifyTurn(known, turn, turn.keys.map(positions), stored.checkpointTurn)
    ),
  ].map((what) => `${stored.id}: ${what}`);
}

function duplicateCalls(known: readonly RemoteEntry[]): string[] {
  return ["function.call", "function.result"].flatMap((type) => {
    const ids = known.filter((e) => e.type === type).map((e) => e.tool_call_id);
    return ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${type} ${id} twice`);
  });
}

/** `positions`: of each of its messages in the history. */
function verifyTurn(
  known: readonly RemoteEntry[],
  { id, number, status, keys, reply }: StoredTurn,
  positions: readonly number[][],
  checkpointTurn: number,
): string[] {
  const wrong: string[] = [];
  positions.forEach((at, n) => {
    if (at.length > 1) wrong.push(`message ${keys[n]} is there ${at.length} times`);
    if (at.length > 0 && status === "DISCARDED") {
      wrong.push(`${keys[n]} was rolled back and is there`);
    }
    if (at.length === 0 && status === "COMPLETED" && number <= checkpointTurn) {
      wrong.push(`${keys[n]} was answered and is missing`);
    }
  });
  const [first] = positions[0] ?? [];
  if (first === undefined || status !== "COMPLETED" || number > checkpointTurn) return wrong;
  const last = Math.max(...positions.flat());
  const answers = known.slice(first + 1).filter((e, at) => {
    const nextTurn = known.slice(last + 1, first + 1 + at).some((o) => o.type === "message.input");
    return e.type === "message.output" && !nextTurn;
  });
  if (!answers.some((e) => textOf(e) === reply)) {
    wrong.push(`turn ${id} shows another answer than the provider's`);
  }
  return wrong;
}

const textOf = ({ content = "" }: RemoteEntry) =>
  typeof content === "string" ? content : content.map((c) => c.text ?? "").join("");

/** Requests that ran the model again for inputs whose answer was already stored at the provider. */
export function repeatedAfterStored(requests: readonly LedgerEntry[]): LedgerEntry[] {
  const alike = (a: LedgerEntry, b: LedgerEntry) => {
    const [call, other] = [a, b].map((r) => r.metadata?.tramontane_call);
    return a.inputHash === b.inputHash &&
      (a.root === b.root || (call !== undefined && call === other));
  };
  return requests.filter((later) =>
    later.ran !== "no" &&
    requests.some((first) =>
      first !== later && first.ran === "full" && first.stored && alike(first, later) &&
      (first.finishedAt ?? "~") <= later.startedAt
    )
  );
}

/** Requests for a model call after the commit of its outcome. */
export function repeatedAfterOutcome(
  requests: readonly LedgerEntry[],
  calls: readonly StoredCall[],
): LedgerEntry[] {
  const done = calls.filter((c) => c.kind === "model" && c.status === "COMPLETED");
  const ended = new Map(done.map((c) => [c.id, c.endedAt]));
  return requests.filter(({ metadata, startedAt }) => {
    const endedAt = ended.get(metadata?.tramontane_call ?? "");
    return endedAt && Date.parse(startedAt) > endedAt.getTime();
  });
}

/** Calls that the provider ran to the end more than once and that are not marked as possibly paid twice. */
export function findUnreportedDoubleRuns(
  requests: readonly LedgerEntry[],
  calls: readonly StoredCall[],
): string[] {
  const runs = new Map<string, number>();
  for (const { ran, metadata } of requests) {
    const call = metadata?.tramontane_call;
    if (ran === "full" && call) runs.set(call, (runs.get(call) ?? 0) + 1);
  }
  return calls.filter((c) => (runs.get(c.id) ?? 0) > 1 && !c.possiblyPaidTwice).map((c) => c.id);
}

/** Orders that were carried out more than once, or never although their call has completed. */
export function verifyOrders(
  orders: ReadonlyMap<string, number>,
  calls: readonly StoredCall[],
): string[] {
  const twice = [...orders].filter(([, n]) => n > 1).map(([key, n]) =>
    `${key} carried out ${n} times`
  );
  const done = calls.filter((c) => c.kind === "tool" && c.status === "COMPLETED");
  const never = done.map((c) => (c.arguments as { key?: string } | null)?.key).filter((key) =>
    key !== undefined && !orders.has(key)
  );
  return [...twice, ...never.map((key) => `${key} is reported as done and was not`)];
}
