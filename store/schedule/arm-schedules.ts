import type { ScheduleSettings } from "../../protocol/schedule/schedule.ts";
import { inTenant } from "../database/in-tenant.ts";
import type { Sql } from "../database/sql.ts";
import type { ScheduleRef } from "./check-schedule.ts";
import { settingColumns } from "./lock-schedule.ts";

/** What Temporal gets of a schedule. */
export interface ScheduleToArm extends ScheduleSettings {
  id: string;
  tenant: string;
  revision: number;
  isPaused: boolean;
  isDeleted: boolean;
  checkedUntil: Date;
}

/** Schedules that Temporal does not have as they are, or whose times it has only until `at`. */
export async function schedulesToArm(sql: Sql, at: Date, limit: number): Promise<ScheduleRef[]> {
  return [...await sql<ScheduleRef[]>`select tenant, id from schedules_to_arm(${at}, ${limit})`];
}

/** Reads a schedule to be armed, or deleted in Temporal; null: it is gone. */
export async function readToArm(sql: Sql, { tenant, id }: ScheduleRef) {
  const own = inTenant(sql, tenant);
  const [row] = await own<ScheduleToArm[]>`
    select id, tenant, revision, paused is not null as is_paused, deleted_at is not null as is_deleted, checked_until,
      ${settingColumns(own)} from schedules where id = ${id} and tenant = ${tenant}`;
  return row ?? null;
}

/** Records which revision Temporal has; `until`: when it is to get the next nominal times, null: it has all. */
export async function markArmed(
  sql: Sql,
  { tenant, id, revision }: ScheduleRef & { revision: number },
  until: Date | null,
): Promise<void> {
  await inTenant(
    sql,
    tenant,
  )`update schedules set armed_revision = ${revision}, armed_until = ${until}
    where id = ${id} and tenant = ${tenant} and deleted_at is null`;
}

/** Records that Temporal has a schedule no more, as after the loss of its store. */
export async function markUnarmed(sql: Sql, { tenant, id }: ScheduleRef): Promise<void> {
  await inTenant(sql, tenant)`update schedules set armed_revision = null, armed_until = null
    where id = ${id} and tenant = ${tenant}`;
}

/** Removes a deleted schedule with its history, once Temporal has it no more. */
export async function removeSchedule(sql: Sql, { tenant, id }: ScheduleRef): Promise<void> {
  await inTenant(sql, tenant).begin(async (tx) => {
    await tx`delete from firings where schedule_id = ${id} and tenant = ${tenant}`;
    await tx`delete from schedules where id = ${id} and tenant = ${tenant} and deleted_at is not null`;
  });
}

/** Those of these schedules that exist. */
export async function knownSchedules(sql: Sql, ids: readonly string[]): Promise<ScheduleRef[]> {
  return [...await sql<ScheduleRef[]>`select tenant, id from known_schedules(${ids as string[]})`];
}

/** Schedules that Temporal should have, in the order of their ids, after an id. */
export async function armedSchedules(sql: Sql, after: string, limit: number) {
  return [
    ...await sql<(ScheduleRef & { revision: number })[]>`
      select tenant, id, revision from armed_schedules(${after}, ${limit})`,
  ];
}

/** The symbols of a schedule of research runs; none for any other. */
export async function symbolsOfSchedule(sql: Sql, tenant: string, id: string): Promise<string[]> {
  const [row] = await inTenant(sql, tenant)<{ symbols: string[] | null }[]>`
    select work->'symbols' as symbols from schedules where id = ${id} and tenant = ${tenant}`;
  return row?.symbols ?? [];
}
