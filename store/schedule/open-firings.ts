import type { Tx } from "../database/sql.ts";

/** A firing whose work goes on. */
export interface OpenFiring {
  id: string;
  due: Date;
  turnId: string | null;
  researchId: string | null;
}

/**
 * The firings of a schedule whose work goes on, by the work itself: the status of a firing is written a moment after its
 * work has ended.
 */
export async function openFirings(tx: Tx, scheduleId: string): Promise<OpenFiring[]> {
  return [
    ...await tx<OpenFiring[]>`
      select f.id, f.due, f.turn_id, f.research_id from firings f
      left join turns t on t.id = f.turn_id left join research_runs r on r.id = f.research_id
      where f.schedule_id = ${scheduleId} and f.outcome = 'STARTED' and f.status is null
        and (t.ended_at is null and t.id is not null or r.ended_at is null and r.id is not null)
      order by f.due`,
  ];
}
