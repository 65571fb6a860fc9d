import { actOf } from "../../protocol/audit/act.ts";
import type { Principal } from "../../protocol/auth/principal.ts";
import type { ChangedSchedule, UpdateSchedule } from "../../protocol/schedule/commands.ts";
import type { UserError } from "../../protocol/user-error.ts";
import { rightsOf } from "../access/owner-principal.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { json } from "../database/sql.ts";
import { Refusal, refuseConflict, refuseMissing } from "../refusal.ts";
import { lockSchedule } from "../schedule/lock-schedule.ts";
import { refuseBeyondRights } from "../schedule/owner-rights.ts";
import { firstCheck } from "../schedule/first-check.ts";
import { noteSchedule } from "../schedule/note-schedule.ts";
import { refuseUnfitWork } from "../schedule/unfit-work.ts";
import { defineCommand } from "./define-command.ts";

/**
 * Changes a schedule. Only its owner may: it acts with the rights that the owner has now. Refuses: NotFoundError,
 * ConflictError (STALE: it has another revision; ENDED, KEY_REUSED), ValidationError.
 */
export const updateSchedule = defineCommand<
  UpdateSchedule,
  ChangedSchedule,
  [principal: Principal, now: Date]
>(
  "updateSchedule",
  async (tx, caller, { scheduleId: id, expectedRevision, change }, principal, now) => {
    const { tenant, actor } = caller;
    const schedule = await lockSchedule(tx, tenant, id);
    if (!schedule) throw refuseMissing("such schedule", "scheduleId");
    if (schedule.owner !== null && schedule.owner !== caller.subject) throw new Refusal(notYours);
    if (schedule.revision !== expectedRevision) {
      throw refuseConflict("STALE", `The schedule has revision ${schedule.revision}.`, id);
    }
    const next = { ...schedule, ...change };
    refuseBeyondRights(principal, next.work);
    if (change.work || change.budgetPerFiring) await refuseUnfitWork(tx, tenant, next);
    // Times before the change that are not checked yet are those of the old spec, which is gone.
    const checked = change.spec ? now : schedule.checkedUntil;
    await tx`update schedules set name = ${next.name}, spec = ${json(tx, next.spec)}, work = ${
      json(tx, next.work)
    }, overlap = ${next.overlap}, catch_up_ms = ${next.catchUpMs}, jitter_ms = ${next.jitterMs},
      pause_after_failures = ${next.pauseAfterFailures}, budget_per_firing = ${
      next.budgetPerFiring && json(tx, next.budgetPerFiring)
    }, rights = ${json(tx, rightsOf(principal))}, failures = 0, revision = revision + 1,
      checked_until = ${checked}, check_at = ${firstCheck(next.spec, checked)}
      where id = ${id}`;
    await noteSchedule(tx, schedule, actor);
    const details = { changed: Object.keys(change) };
    await recordAudit(tx, actOf(caller, { action: "schedule.updated", resource: id, details }));
    return { scheduleId: id };
  },
);

const notYours: UserError = {
  type: "ForbiddenError",
  message: "The schedule acts as its owner, who alone may change it. You may pause or delete it.",
  scope: null,
};
