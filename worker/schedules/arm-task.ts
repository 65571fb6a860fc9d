import type { PeriodicTask } from "../../protocol/async/run-every.ts";
import { WakeUp } from "../../protocol/async/wake-up.ts";
import { scheduleOfTemporal } from "../../protocol/schedule/schedule-workflow.ts";
import { databaseTime } from "../../store/database/database-time.ts";
import type { Sql } from "../../store/database/sql.ts";
import {
  armedSchedules,
  knownSchedules,
  markArmed,
  markUnarmed,
  readToArm,
  removeSchedule,
  schedulesToArm,
  type ScheduleToArm,
} from "../../store/schedule/arm-schedules.ts";
import type { ScheduleRef } from "../../store/schedule/check-schedule.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";
import type { Failpoint } from "../failpoints.ts";
import type { TemporalWatch } from "../temporal/temporal-watch.ts";
import {
  type ArmedSchedule,
  isInTemporal,
  removeFromTemporal,
  schedulesInTemporal,
  type TemporalDeps,
  writeSchedule,
} from "./temporal-schedules.ts";

/** Dependencies of the reconciler. */
export interface ArmDeps {
  sql: Sql;
  temporal: TemporalDeps;
  watch: Pick<TemporalWatch, "onRecovered" | "isUnreachable">;
  /** Wakes the task when a schedule has changed. */
  wakeUp: WakeUp;
  log: Logger;
  failpoint: Failpoint;
}

/** Dependencies of the comparison. */
type CompareTaskDeps = Omit<ArmDeps, "wakeUp" | "failpoint">;

/** Schedules of one run. */
const most = 100;
/** Between two looks for schedules that Temporal does not have, ms; a change wakes the task. */
const lookMs = 2_000;
/** Between two comparisons of all schedules with Temporal, ms. */
const compareMs = 60_000;
/** Schedules of one comparison. */
const maxCompared = 10_000;

/** Writes schedules to Temporal that it does not have as they are, and deletes those that were deleted. */
export function armSchedules({ wakeUp, ...deps }: ArmDeps): PeriodicTask {
  const run = async (signal: AbortSignal) => {
    if (deps.watch.isUnreachable) return;
    const now = await databaseTime(deps.sql);
    const found = await schedulesToArm(deps.sql, now, most);
    let failed = 0;
    for (const one of found) if (!signal.aborted && !await armOne({ ...deps, now }, one)) failed++;
    if (found.length === most && failed === 0) return 0;
  };
  return { name: "armSchedules", intervalMs: lookMs, wakeUp, run };
}

/** One schedule that Temporal refuses does not keep others from being armed. */
async function armOne(deps: OneDeps, ref: ScheduleRef) {
  const { sql, log } = deps;
  try {
    const schedule = await readToArm(sql, ref);
    if (!schedule) return true;
    await (schedule.isDeleted ? remove : write)(deps, schedule);
    log.debug("schedule.armed", { scheduleId: ref.id, revision: schedule.revision });
    return true;
  } catch (error) {
    log.warn("schedule.arm_failed", { scheduleId: ref.id, ...errorFields(error) });
    return false;
  }
}

async function write({ sql, temporal, failpoint, now }: OneDeps, schedule: ScheduleToArm) {
  const { until, isNew } = await writeSchedule(temporal, schedule, now);
  await failpoint("schedule_written", callOf(schedule, isNew));
  await markArmed(sql, schedule, until);
}

async function remove({ sql, temporal, failpoint }: OneDeps, schedule: ScheduleToArm) {
  const { tenant, id: scheduleId } = schedule;
  const wasThere = await removeFromTemporal(temporal, { tenant, scheduleId });
  await failpoint("schedule_removed", callOf(schedule, wasThere));
  await removeSchedule(sql, schedule);
}

type OneDeps = Pick<ArmDeps, "sql" | "temporal" | "failpoint" | "log"> & { now: Date };

/** A failpoint concerns the attempt that changed something in Temporal. */
const callOf = ({ name }: ScheduleToArm, isFirst: boolean) =>
  ({ kind: "schedule", agent: name, fence: isFirst ? 1 : 2 }) as const;

/**
 * Compares Temporal's schedules with the record: at the start, after each outage and once a minute. What a lost store of
 * Temporal does not have, or has as it was before a restore, is armed again; what has no row is deleted.
 */
export function compareSchedules(
  { sql, temporal, watch, log }: CompareTaskDeps,
): PeriodicTask {
  const wakeUp = new WakeUp();
  watch.onRecovered(() => wakeUp.wake());
  const run = async () => {
    if (watch.isUnreachable) return;
    const { ids, has } = await schedulesInTemporal(temporal, maxCompared);
    await deleteUnknown({ sql, temporal, log }, ids);
    await unarmMissing({ sql, temporal, log }, has);
  };
  return { name: "compareSchedules", intervalMs: compareMs, retryMs: 5_000, wakeUp, run };
}

type CompareDeps = Pick<ArmDeps, "sql" | "temporal" | "log">;

async function deleteUnknown({ sql, temporal, log }: CompareDeps, ids: string[]) {
  const refs = ids.flatMap((id) => scheduleOfTemporal(id) ?? []);
  const known = new Set(
    (await knownSchedules(sql, refs.map((ref) => ref.scheduleId)))
      .map(({ tenant, id }) => `${tenant}/${id}`),
  );
  for (const ref of refs.filter((one) => !known.has(`${one.tenant}/${one.scheduleId}`))) {
    await removeFromTemporal(temporal, ref);
    log.info("schedule.orphan_deleted", { scheduleId: ref.scheduleId });
  }
}

/**
 * Unarms what Temporal does not have, or has in another revision, as after a restore. Its list may lag behind a schedule
 * that was written a moment ago: each such one is asked for.
 */
async function unarmMissing(
  { sql, temporal, log }: CompareDeps,
  isListed: (ref: ArmedSchedule) => boolean,
) {
  for (let after = "", isFull = true; isFull;) {
    const page = await armedSchedules(sql, after, most);
    const refs = page.map((one) => ({ ...one, scheduleId: one.id }));
    for (const ref of refs.filter((one) => !isListed(one))) {
      if (await isInTemporal(temporal, ref)) continue;
      await markUnarmed(sql, ref);
      log.warn("schedule.lost_in_temporal", { scheduleId: ref.id });
    }
    isFull = page.length === most;
    after = page.at(-1)?.id ?? after;
  }
}
