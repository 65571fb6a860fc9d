import { type Account, toolCallsLeft } from "../../protocol/budget/budget.ts";
import type { ConversationInput } from "../../protocol/conversation/conversation-workflow.ts";
import type { Failure } from "../../protocol/status.ts";
import { expireApprovals, nextExpiry } from "../approval/expire-approvals.ts";
import { accountsOf } from "../budget/accounts.ts";
import type { ClaimedModelCall } from "../call/claimed-model-call.ts";
import { claimModelCall } from "../call/claim-model-call.ts";
import type { ClaimPolicy } from "../call/claim.ts";
import type { RecordedCall } from "../call/recorded-calls.ts";
import type { Sql, Tx } from "../database/sql.ts";
import { append, type LockedStream, lockStream } from "../log/append.ts";
import { failTurn } from "./fail-turn.ts";
import { type NextStep, nextStep } from "./next-step.ts";
import { type OpenTurn, openTurn } from "./open-turn.ts";
import { otherProvider, timeoutFailure } from "./turn-failures.ts";

/** The deployment's limits of a turn. */
export interface TurnPolicy {
  /** From its start to its end, ms. */
  turnMs: number;
  toolCallsPerTurn: number;
  toolCallsPerAnswer: number;
}

/** A turn, and the trace context that it runs in. */
export interface TurnInTrace {
  id: string;
  traceparent: string | null;
}

/** What a conversation needs next. */
export type NextAction =
  | { next: "rest" }
  | { next: "advance" }
  | { next: "later"; waitMs: number }
  | { next: "tools"; ids: string[]; wakeInMs: number | null; turn: TurnInTrace }
  | { next: "model"; call: ClaimedModelCall };

type Options = ClaimPolicy & TurnPolicy & { provider: string };

/**
 * Claims what a conversation needs next: begins the oldest queued turn if none runs, then claims its next model call.
 * Everything is read from the database, so a restarted workflow continues where the lost one was.
 */
export function claimNextAction(
  sql: Sql,
  { tenant, conversationId }: ConversationInput,
  options: Options,
): Promise<NextAction> {
  return sql.begin(async (tx): Promise<NextAction> => {
    const [stream, turn] = await Promise.all([
      lockStream(tx, tenant, conversationId),
      openTurn(tx, conversationId),
    ]);
    if (!stream || !turn) return { next: "rest" };
    const action = await actionOf(tx, stream, { ...turn, tenant }, options);
    if (!("code" in action)) return action;
    await append(tx, stream.id, await failTurn(tx, stream.id, turn.id, action));
    return { next: "advance" };
  }) as Promise<NextAction>;
}

/** The next action of a turn, or the failure that it ends with. */
async function actionOf(
  tx: Tx,
  stream: LockedStream,
  turn: OpenTurn & { tenant: string },
  options: Options,
): Promise<NextAction | Failure> {
  if (turn.provider !== options.provider) return otherProvider(turn.provider);
  if (turn.deadlineMs !== null && turn.deadlineMs <= 0) return timeoutFailure(turn);
  const [expired, recorded, accounts] = await Promise.all([
    expireApprovals(tx, turn.id),
    callsOf(tx, turn.id),
    accountsOf(tx, turn),
  ]);
  if (expired.length > 0) await append(tx, stream.id, expired);
  const calls = expired.length > 0 ? await callsOf(tx, turn.id) : recorded;
  const step = nextStep(calls);
  if (step.kind === "tools") return await toolsAction(tx, turn, step);
  const claim = await claimModelCall(tx, stream, { ...turn, accounts, calls }, step, options);
  if ("code" in claim || claim.next !== "model") return claim;
  return { next: "model", call: { ...claim.call, ...toolLimits(calls, accounts, options) } };
}

async function toolsAction(
  tx: Tx,
  { id, traceparent }: OpenTurn,
  { ids, asked }: Extract<NextStep, { kind: "tools" }>,
): Promise<NextAction> {
  const wakeInMs = asked ? await nextExpiry(tx, id) : null;
  return { next: "tools", ids, wakeInMs, turn: { id, traceparent } };
}

function toolLimits(
  calls: readonly RecordedCall[],
  accounts: readonly Account[],
  { toolCallsPerAnswer, toolCallsPerTurn }: TurnPolicy,
) {
  const made = calls.filter((c) => c.kind === "tool" && c.status !== "DISCARDED").length;
  const left = Math.min(toolCallsPerAnswer, toolCallsPerTurn - made);
  const ofBudget = toolCallsLeft(accounts);
  return {
    toolCallsLeft: Math.max(0, Math.min(left, ofBudget)),
    toolCallsOfBudget: ofBudget < left,
  };
}

async function callsOf(tx: Tx, turnId: string): Promise<RecordedCall[]> {
  return await tx<RecordedCall[]>`
    select c.id, c.kind, c.step, c.status, a.id is not null as asked, c.version_id, c.model, c.handed_to_version_id
    from calls c
    left join approvals a on a.call_id = c.id and a.verdict = 'PENDING'
    where c.turn_id = ${turnId} order by c.step, c.place`;
}
