import type { DemoServer } from "./server.ts";

/** Sums of the emulator since its state was made; `modelRuns`: run to the end, which a provider bills. */
export interface Counts {
  modelRuns: number;
  paidTwice: number;
}

/** What the emulator was asked for one conversation. */
export interface ModelRequests {
  /** Requests that a model was to answer. */
  requests: number;
  /** Those that ran to their end. */
  ran: number;
  /** Those that ran to their end after their client was gone: paid, and heard by nobody. */
  unheard: number;
}

interface LedgerRecord {
  operation: string;
  conversation?: string;
  root?: string;
  metadata?: { tramontane_conversation?: string };
  ran: string;
  cut: boolean;
}

const modelOperations = ["conversations.start", "conversations.append", "conversations.restart"];

/** Sums up the records that belong to a conversation of ours, restarts and all. */
export function askedFor(conversationId: string, records: readonly LedgerRecord[]): ModelRequests {
  const calls = records.filter(({ operation }) => modelOperations.includes(operation));
  const named = calls.filter((one) => one.metadata?.tramontane_conversation === conversationId);
  const roots = new Set(named.flatMap(({ root, conversation }) => root ?? conversation ?? []));
  const ours = calls.filter((one) =>
    named.includes(one) || roots.has(one.root ?? one.conversation ?? "")
  );
  return {
    requests: ours.length,
    ran: ours.filter(({ ran }) => ran === "full").length,
    unheard: ours.filter(({ ran, cut }) => ran === "full" && cut).length,
  };
}

/** Reads the emulator's sums. */
export function counts(sandbox: NonNullable<DemoServer["sandbox"]>): Promise<Counts> {
  return control(sandbox, "counts");
}

/** Reads what it was asked for a conversation of ours. */
export async function asked(
  sandbox: NonNullable<DemoServer["sandbox"]>,
  conversationId: string,
): Promise<ModelRequests> {
  const { records } = await control<{ records: LedgerRecord[] }>(sandbox, "ledger");
  return askedFor(conversationId, records);
}

async function control<T>(
  { url, token }: { url: string; token: string },
  path: string,
): Promise<T> {
  const response = await fetch(`${url}/control/${path}`, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(10_000),
  });
  if (response.ok) return await response.json();
  await response.body?.cancel();
  throw new Error(`the emulator's counters cannot be read: HTTP ${response.status}`);
}
