import type { PeriodicTask } from "../../protocol/async/run-every.ts";
import { WakeUp } from "../../protocol/async/wake-up.ts";
import type { Sql } from "../../store/database/sql.ts";
import type { FeedConsumer } from "../../store/feed/consume-feed.ts";
import { firingsConsumer } from "../../store/schedule/settle-firings.ts";
import type { Logger } from "../../telemetry/log.ts";
import { ofTenant, type SharedDeps } from "../activities/deps.ts";
import { consumerTask } from "../feed/consumer-task.ts";
import type { Feeder } from "../feed/feeder.ts";
import type { TemporalWatch } from "../temporal/temporal-watch.ts";
import { armSchedules, compareSchedules } from "./arm-task.ts";
import { auditTask, type AuditTaskDeps, startWaitingFirings } from "./audit-task.ts";
import { fireDue } from "./fire-due.ts";
import { purgeFiringsTask } from "./purge-task.ts";
import type { TemporalDeps } from "./temporal-schedules.ts";

/** Dependencies of the tasks of schedules. */
export interface ScheduleTaskDeps {
  sql: Sql;
  log: Logger;
  watch: TemporalWatch;
  feeder: Pick<Feeder, "onFed">;
  temporal: TemporalDeps;
  /** Those of the activities: what a task fires is fired as an activity does. */
  activities: SharedDeps;
  /** Firings are kept for this time, ms. */
  retentionMs: number;
}

/** The tasks of schedules: arm, compare, audit, start what waits, settle what has ended, purge. */
export function scheduleTasks(deps: ScheduleTaskDeps): PeriodicTask[] {
  const { sql, log, watch, feeder, temporal, activities, retentionMs } = deps;
  const { failpoint } = activities;
  const changed = new WakeUp();
  const ended = new WakeUp();
  const fire: AuditTaskDeps["fire"] = (firing, signal) =>
    fireDue(ofTenant(activities, firing.tenant), firing, { signal, attempt: anyAttempt });
  const audited = { sql, fire, watch, log };
  return [
    armSchedules({ sql, temporal, watch, log, wakeUp: changed, failpoint }),
    compareSchedules({ sql, temporal, watch, log }),
    auditTask(audited),
    startWaitingFirings(audited, ended),
    consumerTask(sql, waking(changed, ended), feeder, gatherMs),
    purgeFiringsTask(sql, retentionMs),
  ];
}

/** Items gather for this time, ms: what a turn leaves, most of which no schedule started, is looked at once. */
const gatherMs = 500;

/** A task tries again as long as there is something to do: no failpoint ends it. */
const anyAttempt = 3;

/** Settles firings, and wakes the tasks that have something to do then. */
const waking = (changed: WakeUp, ended: WakeUp): FeedConsumer => ({
  ...firingsConsumer,
  async handle(tx, tenant, items, after) {
    await firingsConsumer.handle(tx, tenant, items, after);
    const kinds = new Set(items.map(({ item }) => item.item));
    if (kinds.has("SCHEDULE_CHANGED")) changed.wake();
    // The end of what a firing started is an item of its own, once it is settled.
    if (kinds.has("FIRING_CHANGED")) ended.wake();
  },
});
