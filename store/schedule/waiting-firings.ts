import { inTenant } from "../database/in-tenant.ts";
import type { Sql } from "../database/sql.ts";

/** Schedules with firings that wait. */
export async function schedulesWithWaiting(sql: Sql, limit: number) {
  return [
    ...await sql<{ tenant: string; scheduleId: string }[]>`
      select tenant, schedule_id from firings_to_start(${limit})`,
  ];
}

/**
 * The nominal times of a schedule's firings that wait, in their order. Those whose time came wait until a pause has
 * ended; those that were asked for do not.
 */
export async function waitingFirings(
  sql: Sql,
  { tenant, scheduleId }: { tenant: string; scheduleId: string },
  limit: number,
): Promise<Date[]> {
  const rows = await inTenant(sql, tenant)<{ due: Date }[]>`
    select f.due from firings f join schedules s on s.id = f.schedule_id
    where f.tenant = ${tenant} and f.schedule_id = ${scheduleId} and f.outcome = 'WAITING'
      and s.deleted_at is null and (s.paused is null or f.cause <> 'TIME')
    order by f.due limit ${limit}`;
  return rows.map(({ due }) => due);
}
