import type { Tx } from "../database/sql.ts";
import type { LockedSchedule } from "./lock-schedule.ts";
import { pauseBySystem } from "./pause.ts";

type Counted = Pick<
  LockedSchedule,
  "id" | "tenant" | "owner" | "failures" | "pauseAfterFailures" | "paused"
>;

/** Counts a failure of a locked schedule, and pauses it after too many in a row. */
export async function failed(tx: Tx, schedule: Counted, now: Date): Promise<void> {
  const failures = schedule.failures + 1;
  schedule.failures = failures;
  await tx`update schedules set failures = ${failures} where id = ${schedule.id}`;
  const { pauseAfterFailures: most, paused } = schedule;
  if (most === null || failures < most || paused !== null) return;
  const times = failures === 1 ? "once" : `${failures} times in a row`;
  await pauseBySystem(tx, schedule, `It failed ${times}.`, now);
}

/** A firing has succeeded: earlier failures do not count any more. */
export async function succeeded(tx: Tx, { id, failures }: Pick<Counted, "id" | "failures">) {
  if (failures > 0) await tx`update schedules set failures = 0 where id = ${id}`;
}
