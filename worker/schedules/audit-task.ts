import type { PeriodicTask } from "../../protocol/async/run-every.ts";
import type { WakeUp } from "../../protocol/async/wake-up.ts";
import type { FiringRecord } from "../../protocol/schedule/records.ts";
import type { DueFiring } from "../../store/commands/fire-schedule.ts";
import { databaseTime } from "../../store/database/database-time.ts";
import type { Sql } from "../../store/database/sql.ts";
import {
  type AuditDeps,
  auditSchedules,
  startWaiting,
} from "../../store/schedule/audit-schedules.ts";
import { count } from "../../telemetry/metrics.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";
import type { TemporalWatch } from "../temporal/temporal-watch.ts";

/** Dependencies of the auditor. */
export interface AuditTaskDeps {
  sql: Sql;
  /** Fires, as an activity does. */
  fire: (firing: DueFiring, signal: AbortSignal) => Promise<FiringRecord | null>;
  watch: Pick<TemporalWatch, "isUnreachable">;
  log: Logger;
}

/** Between two runs, ms, and where there is more to do. */
const auditMs = 5_000;
const moreMs = 100;

/** Compares nominal times with firings: what was missed has a reason, what is late is fired. */
export function auditTask({ watch, ...deps }: AuditTaskDeps): PeriodicTask {
  const run = async (signal: AbortSignal) => {
    const at = { now: await databaseTime(deps.sql), isAway: watch.isUnreachable, signal };
    return await auditSchedules(reporting(deps, signal), at) ? moreMs : undefined;
  };
  return { name: "auditSchedules", intervalMs: auditMs, run };
}

/** Starts firings that wait. */
export function startWaitingFirings(
  { watch, ...deps }: AuditTaskDeps,
  wakeUp: WakeUp,
): PeriodicTask {
  const run = async (signal: AbortSignal) => {
    if (!watch.isUnreachable) await startWaiting(reporting(deps, signal), signal);
  };
  return { name: "startWaitingFirings", intervalMs: auditMs, wakeUp, run };
}

const reporting = (
  { sql, fire, log }: Omit<AuditTaskDeps, "watch">,
  signal: AbortSignal,
): AuditDeps => ({
  sql,
  fire: (firing) => fire(firing, signal),
  onMissed({ tenant, id: scheduleId }, missed) {
    count("tramontane.schedules.firings", { tenant, outcome: "MISSED" }, missed);
    log.warn("schedule.firings_missed", { tenant, scheduleId, count: missed });
  },
  onFailed: ({ tenant, id: scheduleId }, error) =>
    log.warn("schedule.audit_failed", { tenant, scheduleId, ...errorFields(error) }),
});
