import { actOf } from "../../protocol/audit/act.ts";
import type {
  BackfilledSchedule,
  BackfillSchedule,
  TriggeredSchedule,
  TriggerSchedule,
} from "../../protocol/schedule/commands.ts";
import { goesOn } from "../../protocol/schedule/decide-firing.ts";
import { timesBetween } from "../../protocol/schedule/nominal-times.ts";
import { scheduleLimits } from "../../protocol/schedule/schedule.ts";
import { validationError } from "../../protocol/user-error.ts";
import type { Tx } from "../database/sql.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { Refusal, refuseConflict, refuseMissing } from "../refusal.ts";
import { lockSchedule } from "../schedule/lock-schedule.ts";
import { openFirings } from "../schedule/open-firings.ts";
import { findFiring, writeFiring } from "../schedule/write-firing.ts";
import { defineCommand } from "./define-command.ts";

/** Fires now, by the overlap policy, also while the schedule is paused; a worker starts it. Refuses: NotFoundError, ConflictError (QUEUE_FULL). */
export const triggerSchedule = defineCommand<TriggerSchedule, TriggeredSchedule, [now: Date]>(
  "triggerSchedule",
  async (tx, caller, { scheduleId }, now) => {
    const schedule = await lockSchedule(tx, caller.tenant, scheduleId);
    if (!schedule) throw refuseMissing("such schedule", "scheduleId");
    await refuseFull(tx, scheduleId, 1);
    let due = now;
    // Two requests within a millisecond are two firings.
    while (await findFiring(tx, scheduleId, due)) due = new Date(due.getTime() + 1);
    const [open] = await openFirings(tx, scheduleId);
    const reason = open ? `${goesOn(open.due)}.` : "A worker starts it at once.";
    const waiting = { outcome: "WAITING", reason, requestedBy: caller.subject } as const;
    const firing = await writeFiring(tx, schedule, { due, cause: "MANUAL", ...waiting }, now);
    const act = { action: "schedule.triggered", resource: scheduleId } as const;
    await recordAudit(tx, actOf(caller, act));
    return { scheduleId, firingId: firing.id };
  },
);

/**
 * Fires for the nominal times of a past period, one after the other, except those that have started something or wait. With
 * `dryRun` it only says which. `keptMs`: for how long firings are kept, since earlier times may have started something.
 * Refuses: NotFoundError, ConflictError (QUEUE_FULL), ValidationError (too many times, or too early).
 */
export const backfillSchedule = defineCommand<
  BackfillSchedule,
  BackfilledSchedule,
  [now: Date, keptMs: number]
>(
  "backfillSchedule",
  async (tx, caller, { scheduleId, from, to, dryRun }, now, keptMs) => {
    const schedule = await lockSchedule(tx, caller.tenant, scheduleId);
    if (!schedule) throw refuseMissing("such schedule", "scheduleId");
    if (new Date(from).getTime() < now.getTime() - keptMs) throw tooEarly(keptMs);
    const most = scheduleLimits.backfill;
    const before = new Date(new Date(from).getTime() - 1);
    const times = timesBetween(schedule.spec, before, new Date(to), most + 1);
    if (times.length > most) throw tooMany(most);
    const known = new Map(
      (await tx<{ due: Date; outcome: string }[]>`select due, outcome from firings
        where schedule_id = ${scheduleId} and due between ${before} and ${to}`)
        .map(({ due, outcome }) => [due.getTime(), outcome]),
    );
    const isTaken = (time: Date) => /STARTED|WAITING/.test(known.get(time.getTime()) ?? "");
    const fires = times.filter((time) => !isTaken(time));
    if (!dryRun) {
      await refuseFull(tx, scheduleId, fires.length);
      const waiting = {
        cause: "BACKFILL",
        outcome: "WAITING",
        reason: "It waits its turn.",
        requestedBy: caller.subject,
      } as const;
      for (const due of fires) await writeFiring(tx, schedule, { due, ...waiting }, now);
      const details = { from, to, firings: fires.length };
      const act = { action: "schedule.backfilled", resource: scheduleId, details } as const;
      await recordAudit(tx, actOf(caller, act));
    }
    const texts = (of: Date[]) => of.map((time) => time.toISOString());
    return { scheduleId, fires: texts(fires), started: texts(times.filter(isTaken)) };
  },
);

/** Refuses further firings while too many wait. */
async function refuseFull(tx: Tx, scheduleId: string, added: number): Promise<void> {
  const [row] = await tx<{ n: number }[]>`select count(*)::integer as n from firings
    where schedule_id = ${scheduleId} and outcome = 'WAITING'`;
  const waiting = row?.n ?? 0;
  if (waiting + added <= scheduleLimits.waiting) return;
  const message =
    `${waiting} firings wait already; at most ${scheduleLimits.waiting} can. Ask again later.`;
  throw refuseConflict("QUEUE_FULL", message, scheduleId);
}

const refusal = (field: string, message: string) =>
  new Refusal(validationError([{ path: [field], message }]));

const tooMany = (most: number) =>
  refusal("to", `The period has more than ${most} nominal times. Backfill a shorter one first.`);

const tooEarly = (keptMs: number) => {
  const days = Math.floor(keptMs / dayMs);
  return refusal(
    "from",
    `Name a time within ${days} days: earlier firings are not known any more.`,
  );
};

const dayMs = 24 * 60 * 60_000;
