import { knowsZone, nextTimes } from "../../protocol/schedule/nominal-times.ts";
import type { ScheduleSpec } from "../../protocol/schedule/schedule.ts";

/**
 * When the auditor looks at a schedule whose times until `after` are checked: at the next one; null: there is none. At once
 * if this version does not know the time zone: it pauses the schedule then.
 */
export function firstCheck(spec: ScheduleSpec, after: Date): Date | null {
  return knowsZone(spec) ? nextTimes(spec, after, 1)[0] ?? null : after;
}
