import { actOf } from "../../protocol/audit/act.ts";
import type { ChangedSchedule, ResumeSchedule } from "../../protocol/schedule/commands.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { refuseMissing } from "../refusal.ts";
import { lockSchedule } from "../schedule/lock-schedule.ts";
import { noteSchedule } from "../schedule/note-schedule.ts";
import { defineCommand } from "./define-command.ts";

/**
 * Deletes a schedule: it never fires again, and is read no more. Its rows go once Temporal has it no more; what it started
 * stays. Refuses: NotFoundError.
 */
export const deleteSchedule = defineCommand<ResumeSchedule, ChangedSchedule, [now: Date]>(
  "deleteSchedule",
  async (tx, caller, { scheduleId: id }, now) => {
    const schedule = await lockSchedule(tx, caller.tenant, id);
    if (!schedule) throw refuseMissing("such schedule", "scheduleId");
    await tx`update schedules set deleted_at = ${now} where id = ${id}`;
    // Nothing of it waits any more.
    await tx`delete from firings where schedule_id = ${id} and outcome = 'WAITING'`;
    await noteSchedule(tx, schedule, caller.actor);
    const details = { name: schedule.name };
    await recordAudit(tx, actOf(caller, { action: "schedule.deleted", resource: id, details }));
    return { scheduleId: id };
  },
);
