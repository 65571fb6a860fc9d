import { actOf } from "../../protocol/audit/act.ts";
import type { Principal } from "../../protocol/auth/principal.ts";
import type { ChangedSchedule, CreateSchedule } from "../../protocol/schedule/commands.ts";
import { scheduleLimits } from "../../protocol/schedule/schedule.ts";
import { rightsOf } from "../access/owner-principal.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { advisoryLocks } from "../database/advisory-lock.ts";
import { json, type Tx } from "../database/sql.ts";
import { newId } from "../ids.ts";
import { refuseConflict } from "../refusal.ts";
import { refuseBeyondRights } from "../schedule/owner-rights.ts";
import { firstCheck } from "../schedule/first-check.ts";
import { noteSchedule } from "../schedule/note-schedule.ts";
import { refuseUnfitWork } from "../schedule/unfit-work.ts";
import { defineCommand } from "./define-command.ts";

/**
 * Stores a schedule; a worker arms it in Temporal afterwards. It fires as its owner from its next time on. Refuses:
 * NotFoundError (conversation, agent), ConflictError (ENDED, SCHEDULES_FULL, KEY_REUSED), ValidationError (a cost limit
 * without a price), ForbiddenError (the caller may not start the work).
 */
export const createSchedule = defineCommand<
  CreateSchedule,
  ChangedSchedule,
  [principal: Principal, now: Date]
>("createSchedule", async (tx, caller, { idempotencyKey: _, ...settings }, principal, now) => {
  const { tenant, subject: owner, actor } = caller;
  refuseBeyondRights(principal, settings.work);
  await refuseFull(tx, tenant);
  await refuseUnfitWork(tx, tenant, settings);
  const id = newId("schedule");
  const checkAt = firstCheck(settings.spec, now);
  await tx`insert into schedules (id, tenant, name, spec, work, overlap, catch_up_ms, jitter_ms, pause_after_failures,
      budget_per_firing, owner, rights, created_at, created_by, checked_until, check_at)
    values (${id}, ${tenant}, ${settings.name}, ${json(tx, settings.spec)}, ${
    json(tx, settings.work)
  }, ${settings.overlap}, ${settings.catchUpMs}, ${settings.jitterMs}, ${settings.pauseAfterFailures}, ${
    settings.budgetPerFiring && json(tx, settings.budgetPerFiring)
  }, ${owner}, ${json(tx, rightsOf(principal))}, ${now}, ${json(tx, actor)}, ${now}, ${checkAt})`;
  await noteSchedule(tx, { id, tenant, owner }, actor);
  const details = { name: settings.name, work: settings.work.kind, when: settings.spec.kind };
  await recordAudit(tx, actOf(caller, { action: "schedule.created", resource: id, details }));
  return { scheduleId: id };
});

/** One creation of a tenant at a time counts, so that the limit holds. */
async function refuseFull(tx: Tx, tenant: string): Promise<void> {
  await tx`select pg_advisory_xact_lock(${advisoryLocks.schedules}::integer, hashtext(${tenant}))`;
  const [row] = await tx<{ n: number }[]>`
    select count(*)::integer as n from schedules where tenant = ${tenant} and deleted_at is null`;
  if ((row?.n ?? 0) < scheduleLimits.perTenant) return;
  const message = `The tenant has ${scheduleLimits.perTenant} schedules, which is the limit. ` +
    "Delete one that is no longer needed.";
  throw refuseConflict("SCHEDULES_FULL", message);
}
