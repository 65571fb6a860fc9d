import type { Caller } from "../../protocol/caller.ts";
import type { CostLimits } from "../../protocol/quota/money.ts";
import { decideFiring, instant } from "../../protocol/schedule/decide-firing.ts";
import { nextTimes } from "../../protocol/schedule/nominal-times.ts";
import type { FiringRecord } from "../../protocol/schedule/records.ts";
import { type FiringCause, scheduleLimits } from "../../protocol/schedule/schedule.ts";
import type { UserError } from "../../protocol/user-error.ts";
import type { SymbolAnswer } from "../../protocol/research/resolved-symbol.ts";
import { inTenant } from "../database/in-tenant.ts";
import type { Sql, Tx } from "../database/sql.ts";
import { Refusal } from "../refusal.ts";
import type { ResearchPlace } from "../research/insert-run.ts";
import { retryWhilePhasesChange } from "../research/lock-run.ts";
import { lastReply } from "../schedule/last-reply.ts";
import { type LockedSchedule, lockSchedule } from "../schedule/lock-schedule.ts";
import { type OpenFiring, openFirings } from "../schedule/open-firings.ts";
import { ownerRights } from "../schedule/owner-rights.ts";
import { pauseBySystem } from "../schedule/pause.ts";
import { failed } from "../schedule/failures.ts";
import {
  findFiring,
  isOtherWaiting,
  type NewFiring,
  writeFiring,
} from "../schedule/write-firing.ts";
import { cancelOnce } from "./cancel-research.ts";
import { cancelTurn } from "./cancel-turn.ts";
import { type StartedWork, startWork } from "./start-work.ts";

/** A nominal time of a schedule. */
export interface DueFiring {
  tenant: string;
  scheduleId: string;
  due: Date;
  /** True: it is a firing that has waited; false: its time has come. */
  hasWaited: boolean;
}

/** What a firing is decided with besides the record. */
export interface FiringContext {
  now: Date;
  place: ResearchPlace;
  costLimits: CostLimits;
  answers: readonly SymbolAnswer[] | null;
}

/** The start was refused; its effects are rolled back, the firing is not. */
const savepoint = "firing";

/**
 * Decides a firing and starts its work, in one transaction; the caller then wakes the workflow of what was started. A
 * firing that was decided before is returned as it is: two that arrive at once start one. Null: there is no such schedule,
 * or it does not fire at this time, since it is paused or was changed.
 */
export function fireSchedule(
  sql: Sql,
  firing: DueFiring,
  context: FiringContext,
): Promise<FiringRecord | null> {
  return retryWhilePhasesChange(() =>
    inTenant(sql, firing.tenant).begin((tx) => fire(tx, firing, context)) as Promise<
      FiringRecord | null
    >
  );
}

async function fire(
  tx: Tx,
  { tenant, scheduleId, due, hasWaited }: DueFiring,
  context: FiringContext,
): Promise<FiringRecord | null> {
  const schedule = await lockSchedule(tx, tenant, scheduleId);
  if (!schedule) return null;
  const known = await findFiring(tx, scheduleId, due);
  if (known && !(hasWaited && known.outcome === "WAITING")) return known;
  if (!known && (hasWaited || !isDue(schedule, due))) return null;
  const cause = known?.cause ?? "TIME";
  const open = await openFirings(tx, scheduleId);
  const decision = decideFiring({
    ...{ cause, hasWaited, overlap: schedule.overlap, catchUpMs: schedule.catchUpMs },
    openSince: open[0]?.due ?? null,
    isOtherWaiting: await isOtherWaiting(tx, scheduleId, due),
    lateMs: context.now.getTime() - due.getTime() - schedule.jitterMs,
  });
  if (decision.outcome === "WAITING" && known?.reason === decision.reason) return known;
  if (decision.outcome !== "STARTED") {
    return await writeFiring(tx, schedule, { due, cause, ...decision }, context.now);
  }
  return await start(tx, schedule, { due, cause, open: decision.cancelOther ? open : [] }, context);
}

/** Firings of a paused schedule, and those of its times before the last change, are none. */
const isDue = ({ spec, paused, checkedUntil }: LockedSchedule, due: Date): boolean =>
  paused === null && due > checkedUntil &&
  nextTimes(spec, new Date(due.getTime() - 1), 1)[0]?.getTime() === due.getTime();

interface ToStart {
  due: Date;
  cause: FiringCause;
  /** Firings whose work is cancelled first. */
  open: readonly OpenFiring[];
}

async function start(
  tx: Tx,
  schedule: LockedSchedule,
  { due, cause, open }: ToStart,
  context: FiringContext,
): Promise<FiringRecord> {
  const { now } = context;
  const write = (rest: Pick<NewFiring, "outcome" | "reason"> & Partial<StartedWork>) =>
    writeFiring(tx, schedule, { due, cause, ...rest }, now);
  const rights = await ownerRights(tx, schedule);
  if (rights.reason !== null) {
    const refused = await write({ outcome: "REFUSED", reason: rights.reason });
    if (rights.ends) await pauseBySystem(tx, schedule, rights.reason, now);
    else await failed(tx, schedule, now);
    return refused;
  }
  const caller = callerOf(schedule, context);
  for (const other of open) await cancel(tx, caller, other, due);
  const reply = await lastReply(tx, schedule.id, rights.owner);
  await tx.unsafe(`savepoint ${savepoint}`);
  try {
    const started = await startWork(tx, caller, {
      ...{ work: schedule.work, budget: schedule.budgetPerFiring, ...context },
      idempotencyKey: `schedule:${schedule.id}:${due.toISOString()}`,
      values: { due, timeZone: timeZoneOf(schedule), lastReply: reply },
    });
    return await write({ outcome: "STARTED", reason: null, ...started });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await tx.unsafe(`rollback to savepoint ${savepoint}`);
    const refused = await write({ outcome: "REFUSED", reason: reasonOf(error.error) });
    await failed(tx, schedule, now);
    return refused;
  }
}

/** What is wrong with an input is in its issues. */
function reasonOf(error: UserError): string {
  if (error.type !== "ValidationError") return error.message;
  const messages = error.issues.map(({ message }) => message).join(" ");
  return messages.slice(0, scheduleLimits.reasonLength);
}

/** A schedule acts as its owner; who did it, is the schedule. */
const callerOf = ({ tenant, owner, name }: LockedSchedule, context: FiringContext): Caller => ({
  ...{ tenant, subject: owner, traceparent: null, costLimits: context.costLimits },
  actor: { kind: "SYSTEM", name: `schedule ${name}` },
});

const timeZoneOf = ({ spec }: LockedSchedule) => spec.kind === "every" ? "UTC" : spec.timeZone;

async function cancel(tx: Tx, caller: Caller, { id, turnId, researchId }: OpenFiring, due: Date) {
  const why = {
    idempotencyKey: `schedule:${id}:${due.toISOString()}:cancel`,
    reason: `The firing of ${instant(due)} takes its place.`,
  };
  if (turnId !== null) await cancelTurn.within(tx, caller, { ...why, turnId });
  if (researchId !== null) await cancelOnce.within(tx, caller, { ...why, researchId });
}
