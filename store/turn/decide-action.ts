import { type Account, toolCallsLeft } from "../../protocol/budget/budget.ts";
import { accountsOf } from "../budget/accounts.ts";
import type { ClaimPolicy } from "../call/claim.ts";
import type { RecordedCall } from "../call/recorded-calls.ts";
import { type ClaimDecision, planClaim, type PlannedClaim } from "../call/plan-claim.ts";
import type { Db } from "../database/sql.ts";
import { tenantMoney } from "../quota/tenant-money.ts";
import type { TurnLimits } from "../quota/turn-limits.ts";
import { nextStep } from "./next-step.ts";
import type { OpenTurn } from "./open-turn.ts";
import { otherProvider, timeoutFailure } from "./turn-failures.ts";

/** The deployment's limits of a turn. */
export interface TurnPolicy {
  /** From its start to its end, ms. */
  turnMs: number;
  toolCallsPerTurn: number;
  toolCallsPerAnswer: number;
}

/** The deployment's limits of turns and calls, and the connected provider. */
export type EnginePolicy = ClaimPolicy & TurnPolicy & {
  provider: string;
  /** Limits of tenants without own ones; absent: none. */
  tenantDefaults?: TurnLimits;
};

/** Limits of the tool calls of one answer. */
export interface ToolLimits {
  toolCallsLeft: number;
  toolCallsOfBudget: boolean;
}

/** What follows from the record of a turn. `expire`: approvals have expired and must be settled first. */
export type Decision =
  | (PlannedClaim & { limits: ToolLimits })
  | Exclude<ClaimDecision, PlannedClaim>
  | { kind: "tools"; ids: string[]; wakeInMs: number | null }
  | { kind: "expire" };

/** Decides what a turn needs next. Reads only; where the tenant's money is limited, the caller holds `lockQuota`. */
export async function decideAction(
  db: Db,
  turn: OpenTurn,
  policy: EnginePolicy,
): Promise<Decision> {
  const failure = turn.provider !== policy.provider
    ? otherProvider(turn.provider)
    : turn.deadlineMs !== null && turn.deadlineMs <= 0
    ? timeoutFailure(turn)
    : null;
  if (failure) return { kind: "failure", failure, planned: null };
  if (turn.approvalMs !== null && turn.approvalMs <= 0) return { kind: "expire" };
  const step = nextStep(turn.calls);
  if (step.kind === "tools") {
    const wakeInMs = step.asked && turn.approvalMs !== null ? Math.max(1, turn.approvalMs) : null;
    return { kind: "tools", ids: step.ids, wakeInMs };
  }
  const accounts = await accountsOf(db, turn);
  const tenant = await tenantMoney(db, turn, step.step, policy.tenantDefaults);
  const calling = {
    ...turn,
    accounts: [...accounts, ...tenant?.accounts ?? []],
    tenantMoney: tenant,
  };
  const decided = await planClaim(db, calling, step.step, policy);
  if (decided.kind !== "claim") return decided;
  return { ...decided, limits: toolLimits(turn.calls, accounts, policy) };
}

function toolLimits(
  calls: readonly RecordedCall[],
  accounts: readonly Account[],
  { toolCallsPerAnswer, toolCallsPerTurn }: TurnPolicy,
): ToolLimits {
  const made = calls.filter((c) => c.kind === "tool" && c.status !== "DISCARDED").length;
  const left = Math.min(toolCallsPerAnswer, toolCallsPerTurn - made);
  const ofBudget = toolCallsLeft(accounts);
  return {
    toolCallsLeft: Math.max(0, Math.min(left, ofBudget)),
    toolCallsOfBudget: ofBudget < left,
  };
}
