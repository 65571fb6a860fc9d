import { knowsZone, timesBetween } from "../../protocol/schedule/nominal-times.ts";
import { inTenant } from "../database/in-tenant.ts";
import type { Sql, Tx } from "../database/sql.ts";
import { firstCheck } from "./first-check.ts";
import { lockSchedule } from "./lock-schedule.ts";
import { pauseBySystem } from "./pause.ts";
import { missedBecause, type ScheduleWatch } from "./schedule-watch.ts";
import { writeFiring } from "./write-firing.ts";

/** A schedule of a tenant. */
export interface ScheduleRef {
  tenant: string;
  id: string;
}

/** What the auditor checks with. */
export interface CheckInput {
  now: Date;
  /** How long after its nominal time a firing is expected, ms. */
  graceMs: number;
  watch: ScheduleWatch;
}

/** What a check of a schedule found. */
export interface Checked {
  missed: number;
  late: Date[];
  more: boolean;
}

/** Nominal times of one transaction. */
const most = 200;

/** Schedules with nominal times that were to fire until `at` and are not checked, each once. */
export async function* schedulesToCheck(sql: Sql, at: Date): AsyncGenerator<ScheduleRef> {
  for (let after = "", isFull = true; isFull;) {
    const page = await sql<ScheduleRef[]>`
      select tenant, id from schedules_to_check(${at}, ${after}, ${pageSize})`;
    yield* page;
    isFull = page.length === pageSize;
    after = page.at(-1)?.id ?? after;
  }
}

/** Schedules that are read at once. */
const pageSize = 200;

/**
 * Compares the nominal times of a schedule with its firings. A time without one, for which it is too late, becomes MISSED
 * with the reason. Returns how many, the others, which the caller fires now, and whether there is more to check.
 */
export function checkSchedule(
  sql: Sql,
  { tenant, id }: ScheduleRef,
  input: CheckInput,
): Promise<Checked> {
  return inTenant(sql, tenant).begin((tx) => check(tx, { tenant, id }, input)) as Promise<
    Checked
  >;
}

async function check(tx: Tx, { tenant, id }: ScheduleRef, { now, graceMs, watch }: CheckInput) {
  const schedule = await lockSchedule(tx, tenant, id);
  if (!schedule || schedule.paused !== null) return { missed: 0, late: [], more: false };
  const { spec, checkedUntil, jitterMs, catchUpMs } = schedule;
  if (!knowsZone(spec)) {
    const reason = "This version does not know its time zone. Choose another one.";
    await pauseBySystem(tx, schedule, reason, now);
    return { missed: 0, late: [], more: false };
  }
  const until = new Date(now.getTime() - graceMs - jitterMs);
  const times = timesBetween(spec, checkedUntil, until, most);
  const fired = await firedTimes(tx, id, times);
  const missing = times.filter((time) => !fired.has(time.getTime()));
  const isTooLate = (time: Date) => now.getTime() - time.getTime() - jitterMs > catchUpMs;
  const missed = missing.filter(isTooLate);
  for (const due of missed) {
    const reason = missedBecause(due, catchUpMs + jitterMs, watch);
    await writeFiring(tx, schedule, { due, cause: "TIME", outcome: "MISSED", reason }, now);
  }
  const late = missing.filter((time) => !isTooLate(time));
  const checked = times.findLast((time) => late[0] === undefined || time < late[0]) ?? checkedUntil;
  const checkAt = firstCheck(spec, checked);
  await tx`update schedules set checked_until = ${checked}, check_at = ${checkAt} where id = ${id}`;
  return { missed: missed.length, late, more: times.length === most && late.length === 0 };
}

async function firedTimes(tx: Tx, id: string, times: Date[]): Promise<Set<number>> {
  if (times.length === 0) return new Set();
  const rows = await tx<{ due: Date }[]>`select due from firings where schedule_id = ${id}
    and due = any(${times.map((time) => time.toISOString())}::timestamptz[])`;
  return new Set(rows.map(({ due }) => due.getTime()));
}
