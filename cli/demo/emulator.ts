import type { Sandbox } from "./server.ts";

/** Sums since the emulator's state was created. `modelRuns` ended normally, so a provider would bill them. */
export interface Counts {
  modelRuns: number;
  paidTwice: number;
}

/** Requests of one conversation. */
export interface ModelRequests {
  /** Requests for an answer of the model. */
  requests: number;
  /** Of these, the ones that ended normally. */
  ran: number;
  /** Of these, the ones whose client was gone at the end: paid, but without a reader. */
  unanswered: number;
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

/** Counts the records of a conversation, including its restarts. */
export function countRequests(
  conversationId: string,
  records: readonly LedgerRecord[],
): ModelRequests {
  const calls = records.filter(({ operation }) => modelOperations.includes(operation));
  const named = calls.filter((one) => one.metadata?.tramontane_conversation === conversationId);
  const roots = new Set(named.flatMap(({ root, conversation }) => root ?? conversation ?? []));
  const own = calls.filter((one) =>
    named.includes(one) || roots.has(one.root ?? one.conversation ?? "")
  );
  return {
    requests: own.length,
    ran: own.filter(({ ran }) => ran === "full").length,
    unanswered: own.filter(({ ran, cut }) => ran === "full" && cut).length,
  };
}

/** Reads the emulator's sums. */
export function counts(sandbox: Sandbox): Promise<Counts> {
  return control(sandbox, "counts");
}

/** Reads what it was asked for a conversation of own. */
export async function readRequests(
  sandbox: Sandbox,
  conversationId: string,
): Promise<ModelRequests> {
  const { records } = await control<{ records: LedgerRecord[] }>(sandbox, "ledger");
  return countRequests(conversationId, records);
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
