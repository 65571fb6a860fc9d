import { actOf } from "../../protocol/audit/act.ts";
import type {
  ChangedSchedule,
  PauseSchedule,
  ResumeSchedule,
} from "../../protocol/schedule/commands.ts";
import type { Principal } from "../../protocol/auth/principal.ts";
import { rightsOf } from "../access/owner-principal.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { json, type Tx } from "../database/sql.ts";
import { refuseMissing } from "../refusal.ts";
import { firstCheck } from "../schedule/first-check.ts";
import { type LockedSchedule, lockSchedule } from "../schedule/lock-schedule.ts";
import { pause, resume } from "../schedule/pause.ts";
import { defineCommand } from "./define-command.ts";

/** Stops the firings of a schedule; what goes on goes on. A paused one gets the new reason. Refuses: NotFoundError. */
export const pauseSchedule = defineCommand<PauseSchedule, ChangedSchedule, [now: Date]>(
  "pauseSchedule",
  async (tx, caller, { scheduleId: id, reason, until }, now) => {
    const schedule = await found(tx, caller.tenant, id);
    await pause(tx, schedule, { reason, by: caller.actor, at: now.toISOString(), until });
    await recordAudit(tx, actOf(caller, { action: "schedule.paused", resource: id, reason }));
    return { scheduleId: id };
  },
);

/**
 * Lets a schedule fire from its next time on; times of the pause are not made up for. The owner renews the rights with
 * which it acts. One that is not paused stays as it is. Refuses: NotFoundError.
 */
export const resumeSchedule = defineCommand<
  ResumeSchedule,
  ChangedSchedule,
  [principal: Principal, now: Date]
>("resumeSchedule", async (tx, caller, { scheduleId: id }, principal, now) => {
  const schedule = await found(tx, caller.tenant, id);
  if (schedule.paused === null) return { scheduleId: id };
  const checkAt = firstCheck(schedule.spec, now);
  await resume(tx, schedule, now, { checkAt, actor: caller.actor });
  if (schedule.owner !== null && schedule.owner === caller.subject) {
    await tx`update schedules set rights = ${json(tx, rightsOf(principal))} where id = ${id}`;
  }
  await recordAudit(tx, actOf(caller, { action: "schedule.resumed", resource: id }));
  return { scheduleId: id };
});

async function found(tx: Tx, tenant: string, id: string): Promise<LockedSchedule> {
  const schedule = await lockSchedule(tx, tenant, id);
  if (!schedule) throw refuseMissing("such schedule", "scheduleId");
  return schedule;
}
