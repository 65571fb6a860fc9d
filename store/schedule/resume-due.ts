import { actOf } from "../../protocol/audit/act.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { inTenant } from "../database/in-tenant.ts";
import type { Sql } from "../database/sql.ts";
import { systemActor } from "../system-actor.ts";
import type { ScheduleRef } from "./check-schedule.ts";
import { firstCheck } from "./first-check.ts";
import { lockSchedule } from "./lock-schedule.ts";
import { resume, systemCaller } from "./pause.ts";

/** Lets schedules fire again whose pause was to end until `now`; returns how many. */
export async function resumeDue(sql: Sql, now: Date, limit: number): Promise<number> {
  const due = await sql<
    ScheduleRef[]
  >`select tenant, id from schedules_to_resume(${now}, ${limit})`;
  for (const one of due) await resumeOne(sql, one, now);
  return due.length;
}

const resumeOne = (sql: Sql, { tenant, id }: ScheduleRef, now: Date) =>
  inTenant(sql, tenant).begin(async (tx) => {
    const schedule = await lockSchedule(tx, tenant, id);
    const until = schedule?.paused?.until;
    if (!schedule || !until || new Date(until) > now) return;
    const checkAt = firstCheck(schedule.spec, now);
    await resume(tx, schedule, now, { checkAt, actor: systemActor });
    const act = { action: "schedule.resumed", resource: id } as const;
    await recordAudit(tx, actOf(systemCaller(tenant), act));
  });
