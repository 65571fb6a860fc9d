import type { Page, PageArgs } from "../../protocol/paging.ts";
import type { FiringRecord, ScheduleRecord } from "../../protocol/schedule/records.ts";
import type { Db, Sql } from "../database/sql.ts";
import { inOrder } from "../paging/by-ids.ts";
import { pageWindow, toPage } from "../paging/page.ts";
import { momentPlace, momentText } from "../paging/places.ts";
import { settingColumns } from "./lock-schedule.ts";

const columns = (db: Db) =>
  db`id, owner, created_at, created_by, paused, failures, revision, ${settingColumns(db)},
    armed_revision is not distinct from revision as armed`;

/** The columns of a firing. */
export const firingColumns = (db: Db) =>
  db`id, schedule_id, due, cause, outcome, reason, decided_at, conversation_id, turn_id, research_id, status`;

/** Schedules by id; null if the tenant has none. */
export async function schedulesByIds(sql: Sql, tenant: string, ids: readonly string[]) {
  return inOrder(
    ids,
    await sql<ScheduleRecord[]>`select ${columns(sql)} from schedules
    where tenant = ${tenant} and id = any(${ids as string[]}) and deleted_at is null`,
  );
}

/** The schedules that a principal may read: its own and those of the whole tenant; null: all. */
export type VisibleSchedules = { subject: string } | null;

/** Schedules of the tenant, the newest first. */
export async function schedulePage(
  sql: Sql,
  tenant: string,
  args: PageArgs,
  visible: VisibleSchedules,
): Promise<Page<ScheduleRecord>> {
  const window = pageWindow(args, `schedules ${tenant}`, momentPlace);
  const { place } = window;
  const rows = await sql<ScheduleRecord[]>`select ${columns(sql)} from schedules
    where tenant = ${tenant} and deleted_at is null
    ${visible ? sql`and (owner is null or owner = ${visible.subject})` : sql``}
    ${place ? sql`and (created_at, id) < (${place.at}::timestamptz, ${place.id})` : sql``}
    order by created_at desc, id desc limit ${window.limit}`;
  return toPage(rows, window, (row) => momentText(row.createdAt, row.id));
}

/** Firings by id; null if the tenant has none. */
export async function firingsByIds(sql: Sql, tenant: string, ids: readonly string[]) {
  return inOrder(
    ids,
    await sql<FiringRecord[]>`select ${firingColumns(sql)} from firings
    where tenant = ${tenant} and id = any(${ids as string[]})`,
  );
}

/** Firings of a schedule, the newest nominal time first. */
export async function firingPage(
  sql: Sql,
  tenant: string,
  scheduleId: string,
  args: PageArgs,
): Promise<Page<FiringRecord>> {
  const window = pageWindow(args, `firings ${scheduleId}`, momentPlace);
  const { place } = window;
  const rows = await sql<FiringRecord[]>`select ${firingColumns(sql)} from firings
    where tenant = ${tenant} and schedule_id = ${scheduleId}
    ${place ? sql`and (due, id) < (${place.at}::timestamptz, ${place.id})` : sql``}
    order by due desc, id desc limit ${window.limit}`;
  return toPage(rows, window, (row) => momentText(row.due, row.id));
}

/** The firing with the newest nominal time of each schedule; null: none. */
export async function lastFirings(sql: Sql, tenant: string, scheduleIds: readonly string[]) {
  const rows = await sql<FiringRecord[]>`
    select f.* from unnest(${scheduleIds as string[]}::text[]) s(id) cross join lateral (
      select ${firingColumns(sql)} from firings where tenant = ${tenant} and schedule_id = s.id
      order by due desc limit 1) f`;
  const byId = new Map(rows.map((row) => [row.scheduleId, row]));
  return scheduleIds.map((id) => byId.get(id) ?? null);
}
