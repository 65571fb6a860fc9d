import type { Account } from "../../protocol/budget/budget.ts";
import type { Failure } from "../../protocol/status.ts";
import { type Reserved, reserveModelCall } from "../budget/reserve-call.ts";
import { isWaiting, withSteered } from "../conversation/steer.ts";
import { type TenantMoney, withinMoney } from "../quota/tenant-money.ts";
import type { Db } from "../database/sql.ts";
import { contentHash, derivedId } from "../ids.ts";
import { type Checkpoint, checkpointOf, type OpenTurn, timeOf } from "../turn/open-turn.ts";
import { attemptsExhausted, differentInput } from "../turn/turn-failures.ts";
import { type CalledVersion, readVersion } from "./called-versions.ts";
import { type Claim, type ClaimPolicy, decideClaim } from "./claim.ts";
import { inputsOf, type ModelInput } from "./model-inputs.ts";
import { type CallDetails, fallbackIn, handedToVersionId, modelCallOf } from "./recorded-calls.ts";

/** What a call is before its first attempt. */
const unclaimed = { status: "QUEUED", attempts: 0, fence: 0, maybeSent: false, waitMs: null };

/** The open turn, with what limits its calls. */
export type CallingTurn = OpenTurn & {
  accounts: readonly Account[];
  /** The tenant's money; null: it is not limited. */
  tenantMoney: TenantMoney | null;
};

/** The call of a step, without its claim. */
export interface PlannedCall {
  id: string;
  step: number;
  versionId: string;
  version: CalledVersion;
  handoffs: CalledVersion[];
  fallback: string | null;
  checkpoint: Checkpoint | null;
  inputs: ModelInput[];
  inputHash: string;
  /** True: the inputs contain history that was read beside the turn. */
  replayed: boolean;
  /** True: it takes the turn's waiting steered messages. */
  steered: boolean;
  /** Of earlier attempts; null if the call is not recorded yet. */
  recorded: CallDetails | null;
}

/** A claim that can be written. */
export interface PlannedClaim {
  kind: "claim";
  planned: PlannedCall;
  reserved: Reserved;
  /** What it may cost at most, billionths of a USD; null: the tenant's money is not limited. */
  reservedNanos: number | null;
  claim: Extract<Claim, { outcome: "claimed" }>;
  /** The time limit of a turn that begins with it. */
  time: ReturnType<typeof timeOf>;
}

/** What follows from the record: a claim, a wait, or a failure that ends the turn. `planned`: the call to record with it. */
export type ClaimDecision =
  | PlannedClaim
  | { kind: "wait"; waitMs: number }
  | { kind: "failure"; failure: Failure; planned: PlannedCall | null };

/** Decides how the model call of a step is claimed. Reads only, and no lock is needed. */
export async function planClaim(
  db: Db,
  turn: CallingTurn,
  step: number,
  policy: ClaimPolicy & { turnMs: number },
): Promise<ClaimDecision> {
  const planned = await planCall(db, turn, step);
  const { recorded, inputHash } = planned;
  if (recorded && recorded.inputHash !== null && recorded.inputHash !== inputHash) {
    return { kind: "failure", failure: differentInput, planned: null };
  }
  const { version, inputs, fallback, checkpoint } = planned;
  const need = {
    ...{ inputs, spec: version.spec, model: fallback ?? version.spec.model },
    ...{ replayAll: checkpoint === null, isNew: (recorded?.attempts ?? 0) === 0 },
  };
  const reserve = (accounts: readonly Account[]) =>
    reserveModelCall(db, turn.conversationId, accounts, need);
  const reserved = await reserve(turn.accounts);
  if ("code" in reserved) {
    const isTaken = await mayFitLater(turn, reserve);
    return isTaken
      ? { kind: "wait", waitMs: reservedWaitMs }
      : { kind: "failure", failure: reserved, planned };
  }
  const capped = withinMoney(turn.tenantMoney, reserved, need);
  if ("code" in capped) return { kind: "failure", failure: capped, planned };
  const { status } = modelCallOf(turn.calls, step) ?? unclaimed;
  const claim = decideClaim({ ...(recorded ?? unclaimed), status }, policy);
  if (claim.outcome === "wait") return { kind: "wait", waitMs: claim.waitMs };
  if (claim.outcome === "finished") {
    throw new Error(`call ${planned.id} is finished, its turn is not`);
  }
  if (claim.outcome === "exhausted") {
    return { kind: "failure", failure: attemptsExhausted, planned: null };
  }
  return { kind: "claim", planned, ...capped, claim, time: timeOf(turn, policy.turnMs) };
}

/** Between two looks at money that other calls have reserved, ms. */
const reservedWaitMs = 1_000;

/** True if the call has room once the open calls of other turns have cost less than they reserved. */
async function mayFitLater(
  { accounts, tenantMoney }: CallingTurn,
  reserve: (accounts: readonly Account[]) => Promise<Reserved | Failure>,
): Promise<boolean> {
  if (!tenantMoney?.isReserved) return false;
  const own = accounts.filter((account) => !tenantMoney.accounts.includes(account));
  return !("code" in await reserve([...own, ...tenantMoney.onceSettled]));
}

async function planCall(db: Db, turn: CallingTurn, step: number): Promise<PlannedCall> {
  const { id: turnId, conversationId, calls } = turn;
  const versionId = handedToVersionId(calls, step) ?? turn.versionId;
  const fallback = fallbackIn(calls, versionId, step);
  const checkpoint = checkpointOf(turn, fallback);
  const recorded = modelCallOf(calls, step)?.details ?? null;
  const repairs = modelCallOf(calls, step - 1)?.details?.outputError != null;
  // A call that only repairs an output takes no steered messages.
  const takesSteered = recorded === null && !repairs;
  const messages = takesSteered ? withSteered(turn.messages, step) : turn.messages;
  const read = await inputsOf(db, { ...turn, messages }, step, checkpoint === null);
  return {
    id: derivedId("call", conversationId, turnId, step),
    ...await readVersion(db, versionId),
    ...read,
    ...{ step, versionId, fallback, checkpoint, recorded },
    inputHash: contentHash({ version: versionId, inputs: read.inputs.map(hashed) }),
    steered: takesSteered && turn.messages.some(isWaiting),
  };
}

/** Without the label, which follows from the calls before: a call that an earlier release claimed keeps its hash. */
function hashed(input: ModelInput): object {
  if (input.type !== "tool_result") return input;
  const { label: _, ...rest } = input;
  return rest;
}
