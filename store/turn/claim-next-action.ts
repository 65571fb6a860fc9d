import type { ConversationInput } from "../../protocol/conversation/conversation-workflow.ts";
import { toolCallsLeft } from "../../protocol/budget/budget.ts";
import type { Failure } from "../../protocol/status.ts";
import { append, type LockedStream, lockStream } from "../log/append.ts";
import { expireApprovals, nextExpiry } from "../approval/expire-approvals.ts";
import { accountsOf } from "../budget/accounts.ts";
import type { Sql, Tx } from "../database/sql.ts";
import { type ClaimedModelCall, claimModelCall } from "../call/claim-model-call.ts";
import type { ClaimPolicy } from "../call/claim.ts";
import { failTurn } from "./fail-turn.ts";
import type { RecordedCall } from "../call/recorded-calls.ts";
import { nextStep } from "./next-step.ts";
import { type OpenTurn, openTurn } from "./open-turn.ts";
import { elsewhere, timeoutFailure } from "./turn-failures.ts";

/** How far a turn may go. */
export interface TurnPolicy {
  /** From its begin to its end, ms. */
  turnMs: number;
  toolCallsPerTurn: number;
  toolCallsPerAnswer: number;
}

/** A turn, and the trace that it is in. */
export interface TurnInTrace {
  id: string;
  traceparent: string | null;
}

/** What a conversation needs now. */
export type NextAction =
  | { next: "rest" }
  | { next: "advance" }
  | { next: "later"; waitMs: number }
  | { next: "tools"; ids: string[]; wakeInMs: number | null; turn: TurnInTrace }
  | { next: "model"; call: ClaimedModelCall };

/**
 * Looks at the record and claims what comes next in a conversation: begins the oldest waiting turn if none runs,
 * then its next model call. All from the database, so that a lost workflow, or another one, goes on just as well.
 */
export function claimNextAction(
  sql: Sql,
  { tenant, conversationId }: ConversationInput,
  options: ClaimPolicy & TurnPolicy & { provider: string },
): Promise<NextAction> {
  return sql.begin(async (tx): Promise<NextAction> => {
    const [stream, turn] = await Promise.all([
      lockStream(tx, tenant, conversationId),
      openTurn(tx, conversationId),
    ]);
    if (!stream || !turn) return { next: "rest" };
    const fail = (failure: Failure) => endBadly(tx, stream, turn, failure);
    if (turn.provider !== options.provider) return await fail(elsewhere(turn.provider));
    if (turn.deadlineMs !== null && turn.deadlineMs <= 0) return await fail(timeoutFailure(turn));
    const [expired, seen, accounts] = await Promise.all([
      expireApprovals(tx, turn.id),
      callsOf(tx, turn.id),
      accountsOf(tx, turn),
    ]);
    if (expired.length > 0) await append(tx, stream.id, expired);
    const calls = expired.length > 0 ? await callsOf(tx, turn.id) : seen;
    const step = nextStep(calls);
    if (step.kind === "tools") {
      const wakeInMs = step.asked ? await nextExpiry(tx, turn.id) : null;
      const { id, traceparent } = turn;
      return { next: "tools", ids: step.ids, wakeInMs, turn: { id, traceparent } };
    }
    const made = calls.filter((c) => c.kind === "tool" && c.status !== "DISCARDED").length;
    const left = Math.min(options.toolCallsPerAnswer, options.toolCallsPerTurn - made);
    const tools = {
      toolCallsLeft: Math.max(0, Math.min(left, toolCallsLeft(accounts))),
      toolCallsOfBudget: toolCallsLeft(accounts) < left,
    };
    const claimed = await claimModelCall(
      tx,
      stream,
      { ...turn, tenant, accounts, calls },
      step,
      options,
    );
    if ("code" in claimed) return await fail(claimed);
    if (claimed.next !== "model") return claimed;
    return { next: "model", call: { ...claimed.call, ...tools } };
  }) as Promise<NextAction>;
}

async function endBadly(
  tx: Tx,
  stream: LockedStream,
  turn: OpenTurn,
  failure: Failure,
): Promise<NextAction> {
  await append(tx, stream.id, await failTurn(tx, stream.id, turn.id, failure));
  return { next: "advance" };
}

async function callsOf(tx: Tx, turnId: string): Promise<RecordedCall[]> {
  return await tx<RecordedCall[]>`
    select c.id, c.kind, c.step, c.status, a.id is not null as asked, c.version_id, c.model, c.handed_to_version_id
    from calls c
    left join approvals a on a.call_id = c.id and a.verdict = 'PENDING'
    where c.turn_id = ${turnId} order by c.step, c.place`;
}
