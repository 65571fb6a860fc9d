import type { StoredCall, StoredConversation, StoredTurn } from "./stored.ts";

/** An entry of the provider's history. */
export interface RemoteEntry {
  id: string;
  type: string;
  content?: string | { text?: string }[];
  tool_call_id?: string;
}

/** A request in the emulator's ledger. */
export interface Asked {
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

/** Turns that are in no final state, or failed without a type. */
export function brokenTurns(turns: readonly StoredTurn[]): string[] {
  const sound = (t: StoredTurn) =>
    finals.includes(t.status) && (t.status !== "FAILED" || !!t.failure?.code);
  return turns.filter((t) => !sound(t)).map((t) => `turn ${t.id} is ${t.status}`);
}

/** What is wrong with what the provider knows, up to the settled lastEntryId, held against the turns. */
export function brokenHistory(stored: StoredConversation, history: readonly RemoteEntry[]) {
  const end = history.findIndex((e) => e.id === stored.lastEntryId);
  if (stored.remoteId === null) return [];
  if (end < 0) {
    const [where, many] = [`${stored.remoteId} ${stored.lastEntryId}`, history.length];
    return [`${stored.id}: its settled lastEntryId ${where} is not among ${many} entries`];
  }
  const known = history.slice(0, end + 1);
  const places = (key: string) =>
    known.flatMap((e, at) => e.type === "message.input" && textOf(e).includes(key) ? [at] : []);
  return [
    ...doubledCalls(known),
    ...stored.turns.flatMap((turn) =>
      brokenTurn(known, turn, turn.keys.map(places), stored.checkpointTurn)
    ),
  ].map((what) => `${stored.id}: ${what}`);
}

function doubledCalls(known: readonly RemoteEntry[]): string[] {
  return ["function.call", "function.result"].flatMap((type) => {
    const ids = known.filter((e) => e.type === type).map((e) => e.tool_call_id);
    return ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${type} ${id} twice`);
  });
}

/** `places`: where each of its messages stands in the history. */
function brokenTurn(
  known: readonly RemoteEntry[],
  { id, number, status, keys, reply }: StoredTurn,
  places: readonly number[][],
  checkpointTurn: number,
): string[] {
  const wrong: string[] = [];
  places.forEach((at, n) => {
    if (at.length > 1) wrong.push(`message ${keys[n]} is told ${at.length} times`);
    if (at.length > 0 && status === "DISCARDED") wrong.push(`${keys[n]} was rolled back, and told`);
    if (at.length === 0 && status === "COMPLETED" && number <= checkpointTurn) {
      wrong.push(`${keys[n]} was answered, and is not told`);
    }
  });
  const [first] = places[0] ?? [];
  if (first === undefined || status !== "COMPLETED" || number > checkpointTurn) return wrong;
  const last = Math.max(...places.flat());
  const answers = known.slice(first + 1).filter((e, at) => {
    const nextTurn = known.slice(last + 1, first + 1 + at).some((o) => o.type === "message.input");
    return e.type === "message.output" && !nextTurn;
  });
  if (!answers.some((e) => textOf(e) === reply)) {
    wrong.push(`turn ${id} shows an answer that the provider did not give to it`);
  }
  return wrong;
}

const textOf = ({ content = "" }: RemoteEntry) =>
  typeof content === "string" ? content : content.map((c) => c.text ?? "").join("");

/** Requests that ran the model again for inputs whose answer had been stored before. */
export function repeatedStored(asked: readonly Asked[]): Asked[] {
  const alike = (a: Asked, b: Asked) => {
    const [call, other] = [a, b].map((r) => r.metadata?.tramontane_call);
    return a.inputHash === b.inputHash &&
      (a.root === b.root || (call !== undefined && call === other));
  };
  return asked.filter((later) =>
    later.ran !== "no" &&
    asked.some((first) =>
      first !== later && first.ran === "full" && first.stored && alike(first, later) &&
      (first.finishedAt ?? "~") <= later.startedAt
    )
  );
}

/** Requests for a model call that came after its outcome was committed. */
export function repeatedFinished(asked: readonly Asked[], calls: readonly StoredCall[]): Asked[] {
  const done = calls.filter((c) => c.kind === "model" && c.status === "COMPLETED");
  const ended = new Map(done.map((c) => [c.id, c.endedAt]));
  return asked.filter(({ metadata, startedAt }) => {
    const endedAt = ended.get(metadata?.tramontane_call ?? "");
    return endedAt && Date.parse(startedAt) > endedAt.getTime();
  });
}

/** Calls that the provider ran to the end more than once, though they are not counted as possibly paid twice. */
export function paidTwiceUnseen(asked: readonly Asked[], calls: readonly StoredCall[]): string[] {
  const runs = new Map<string, number>();
  for (const { ran, metadata } of asked) {
    const call = metadata?.tramontane_call;
    if (ran === "full" && call) runs.set(call, (runs.get(call) ?? 0) + 1);
  }
  return calls.filter((c) => (runs.get(c.id) ?? 0) > 1 && !c.possiblyPaidTwice).map((c) => c.id);
}

/** Side effects that happened more than once, or not at all though their outcome says so. */
export function brokenOrders(
  orders: ReadonlyMap<string, number>,
  calls: readonly StoredCall[],
): string[] {
  const twice = [...orders].filter(([, n]) => n > 1).map(([key, n]) => `${key} ordered ${n} times`);
  const done = calls.filter((c) => c.kind === "tool" && c.status === "COMPLETED");
  const never = done.map((c) => (c.arguments as { key?: string } | null)?.key).filter((key) =>
    key !== undefined && !orders.has(key)
  );
  return [...twice, ...never.map((key) => `${key} is told as done, and was not`)];
}
