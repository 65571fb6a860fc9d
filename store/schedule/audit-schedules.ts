import type { FiringRecord } from "../../protocol/schedule/records.ts";
import type { Sql } from "../database/sql.ts";
import { markUnarmed } from "./arm-schedules.ts";
import { checkSchedule, type ScheduleRef, schedulesToCheck } from "./check-schedule.ts";
import { resumeDue } from "./resume-due.ts";
import { watchSchedules } from "./schedule-watch.ts";
import { schedulesWithWaiting, waitingFirings } from "./waiting-firings.ts";

/** A nominal time that is to be fired. */
export interface FiringToStart {
  tenant: string;
  scheduleId: string;
  due: Date;
  hasWaited: boolean;
}

/** What the auditor uses. */
export interface AuditDeps {
  sql: Sql;
  /** Fires, as at its nominal time. */
  fire(firing: FiringToStart): Promise<FiringRecord | null>;
  /** So many nominal times of a schedule were missed. */
  onMissed(schedule: ScheduleRef, missed: number): void;
  /** One schedule failed; the others go on. */
  onFailed(schedule: ScheduleRef, error: unknown): void;
}

/** Pauses that end in one run, schedules with firings that wait, and such firings of each. */
const most = 200;
/** Schedules that Temporal gets again in one run, since they were late. */
const maxRearmed = 5;
/** A firing is expected this long after its nominal time, ms. */
const graceMs = 15_000;

/**
 * One run of the auditor: ends pauses whose time has come, and compares nominal times with firings. One that is late and can
 * still be caught up with is fired; for any other MISSED is written, with the reason. While Temporal is away nothing is
 * fired, since what would start could not run. True: there is more to do.
 */
export async function auditSchedules(
  { sql, fire, onMissed, onFailed }: AuditDeps,
  { now, isAway, signal }: { now: Date; isAway: boolean; signal: AbortSignal },
): Promise<boolean> {
  const watch = await watchSchedules(sql, now, isAway);
  await resumeDue(sql, now, most);
  let [hasMore, rearmed] = [false, 0];
  // All of them: those that fail again and again keep no other one from being checked.
  for await (const ref of schedulesToCheck(sql, new Date(now.getTime() - graceMs))) {
    if (signal.aborted) return false;
    try {
      const checked = await checkSchedule(sql, ref, { now, graceMs, watch });
      if (checked.missed > 0) onMissed(ref, checked.missed);
      hasMore ||= checked.more;
      if (isAway) continue;
      // Temporal should have fired them: it gets the schedule again, unless many are late because too much fires at once.
      if (checked.late.length > 0 && rearmed++ < maxRearmed) await markUnarmed(sql, ref);
      for (const due of checked.late) {
        await fire({ tenant: ref.tenant, scheduleId: ref.id, due, hasWaited: false });
      }
    } catch (error) {
      onFailed(ref, error);
    }
  }
  return hasMore;
}

/** Starts firings that wait: those that were asked for, and those whose predecessor has ended. */
export async function startWaiting(
  { sql, fire, onFailed }: Omit<AuditDeps, "onMissed">,
  signal: AbortSignal,
): Promise<void> {
  for (const ref of await schedulesWithWaiting(sql, most)) {
    try {
      for (const due of await waitingFirings(sql, ref, most)) {
        if (signal.aborted) return;
        const fired = await fire({ ...ref, due, hasWaited: true });
        // Those after it wait for the same.
        if (fired?.outcome === "WAITING") break;
      }
    } catch (error) {
      onFailed({ tenant: ref.tenant, id: ref.scheduleId }, error);
    }
  }
}
