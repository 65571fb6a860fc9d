import { actOf } from "../../protocol/audit/act.ts";
import type { Caller } from "../../protocol/caller.ts";
import type { SchedulePause } from "../../protocol/schedule/records.ts";
import type { Actor } from "../../protocol/status.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { json, type Tx } from "../database/sql.ts";
import { systemActor } from "../system-actor.ts";
import { type NotedSchedule, noteSchedule } from "./note-schedule.ts";

/** The caller of what the deployment does to schedules by itself. */
export const systemCaller = (tenant: string): Caller => ({
  ...{ tenant, subject: null, actor: systemActor, traceparent: null },
});

/** Pauses a schedule whose row is locked; reported in the feed. */
export async function pause(
  tx: Tx,
  schedule: NotedSchedule,
  paused: SchedulePause,
): Promise<void> {
  await tx`update schedules set paused = ${
    json(tx, paused)
  }, paused_until = ${paused.until}, revision = revision + 1
    where id = ${schedule.id}`;
  await noteSchedule(tx, schedule, paused.by);
}

/** Lets a locked schedule fire from `now` on; its failures count no more. */
export async function resume(
  tx: Tx,
  schedule: NotedSchedule,
  now: Date,
  { checkAt, actor }: { checkAt: Date | null; actor: Actor },
): Promise<void> {
  await tx`update schedules set paused = null, paused_until = null, failures = 0, revision = revision + 1,
    checked_until = ${now}, check_at = ${checkAt} where id = ${schedule.id}`;
  await noteSchedule(tx, schedule, actor);
}

/** Pauses a locked schedule because of its failures or the rights of its owner, and records the act. */
export async function pauseBySystem(
  tx: Tx,
  schedule: NotedSchedule,
  reason: string,
  now: Date,
): Promise<void> {
  await pause(tx, schedule, { reason, by: systemActor, at: now.toISOString(), until: null });
  const act = { action: "schedule.paused", resource: schedule.id, reason } as const;
  await recordAudit(tx, actOf(systemCaller(schedule.tenant), act));
}

/**
 * Ends the rights of all schedules of a subject, or of the whole tenant: its credentials are refused from now on. They are
 * paused, and those whose pause would end by itself stay so; what waits, or is asked for by others, starts no more.
 */
export async function endRightsOf(tx: Tx, tenant: string, subject: string | null): Promise<void> {
  const found = await tx<(NotedSchedule & { paused: SchedulePause | null })[]>`
    select id, tenant, owner, paused from schedules
    where tenant = ${tenant} and deleted_at is null and owner is not null
      and (${subject}::text is null or owner = ${subject}) order by id for update`;
  await tx`update schedules set rights = rights || '{"wereRevoked": true}'
    where id = any(${found.map(({ id }) => id)})`;
  for (const schedule of found) {
    if (schedule.paused !== null && schedule.paused.until === null) continue;
    await pauseBySystem(tx, schedule, "The access of its owner was revoked.", new Date());
  }
}
