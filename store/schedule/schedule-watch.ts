import { instant } from "../../protocol/schedule/decide-firing.ts";
import type { Sql } from "../database/sql.ts";

/** What kept schedules from firing lately. */
export interface ScheduleWatch {
  /** Since when Temporal has been away; null: it is there. */
  awaySince: Date | null;
  /** The last time in which no worker looked. */
  gapFrom: Date | null;
  gapTo: Date | null;
  /** The last time in which Temporal was away. */
  outageFrom: Date | null;
  outageTo: Date | null;
}

/** No worker that looks for this long, ms, was one that did not run. */
const gapMs = 60_000;

/** Records that a worker looks now, and whether Temporal is there; returns what is known since. */
export async function watchSchedules(
  sql: Sql,
  now: Date,
  isAway: boolean,
): Promise<ScheduleWatch> {
  const [row] = await sql<ScheduleWatch[]>`
    insert into schedule_watch as w (passed_at, away_since) values (${now}, ${isAway ? now : null})
    on conflict (id) do update set passed_at = greatest(w.passed_at, excluded.passed_at),
      gap_from = case when ${now} - w.passed_at > ${gapMs} * interval '1 millisecond' then w.passed_at else w.gap_from end,
      gap_to = case when ${now} - w.passed_at > ${gapMs} * interval '1 millisecond' then ${now} else w.gap_to end,
      away_since = case when ${isAway} then coalesce(w.away_since, ${now}) end,
      outage_from = case when w.away_since is null or ${isAway} then w.outage_from else w.away_since end,
      outage_to = case when w.away_since is null or ${isAway} then w.outage_to else ${now} end
    returning away_since, gap_from, gap_to, outage_from, outage_to`;
  if (!row) throw new Error("the watch was not written");
  return row;
}

/** Why a nominal time has no firing, in words for the owner of the schedule. `withinMs`: when it could have fired. */
export function missedBecause(due: Date, withinMs: number, watch: ScheduleWatch): string {
  const end = new Date(due.getTime() + withinMs);
  const during = (from: Date | null, to: Date | null) =>
    from !== null && from <= end && (to === null || to >= due);
  const { awaySince, gapFrom, gapTo, outageFrom, outageTo } = watch;
  if (gapTo !== null && during(gapFrom, gapTo)) {
    return `No worker ran from ${of(gapFrom)} to ${of(gapTo)}.`;
  }
  if (awaySince !== null && during(awaySince, null)) {
    return `Temporal has been away since ${of(awaySince)}.`;
  }
  if (outageTo !== null && during(outageFrom, outageTo)) {
    return `Temporal was away from ${of(outageFrom)} to ${of(outageTo)}.`;
  }
  return "Nothing fired it within the catch-up time, although a worker and Temporal were there.";
}

const of = (at: Date | null) => at === null ? "an unknown time" : instant(at);
