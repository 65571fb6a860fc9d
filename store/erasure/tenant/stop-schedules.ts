import { inTenant } from "../../database/in-tenant.ts";
import type { Sql } from "../../database/sql.ts";
import type { NotedSchedule } from "../../schedule/note-schedule.ts";
import { pauseBySystem } from "../../schedule/pause.ts";

/** Pauses all schedules of a tenant, also those whose pause would end by itself, and drops firings that wait: nothing new is started while it is erased. */
export async function stopSchedules(sql: Sql, tenant: string, now: Date): Promise<void> {
  await inTenant(sql, tenant).begin(async (tx) => {
    const found = await tx<NotedSchedule[]>`select id, tenant, owner from schedules
      where tenant = ${tenant} and (paused is null or paused_until is not null) order by id for update`;
    for (const schedule of found) {
      await pauseBySystem(tx, schedule, "The tenant is being erased.", now);
    }
    await tx`delete from firings where tenant = ${tenant} and outcome = 'WAITING'`;
  });
}
