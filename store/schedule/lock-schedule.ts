import type { SchedulePause } from "../../protocol/schedule/records.ts";
import type { ScheduleSettings } from "../../protocol/schedule/schedule.ts";
import type { KeptRights } from "../access/owner-principal.ts";
import type { Db, Tx } from "../database/sql.ts";

/** A schedule whose row this transaction has locked. */
export interface LockedSchedule extends ScheduleSettings {
  id: string;
  tenant: string;
  owner: string | null;
  rights: KeptRights;
  paused: SchedulePause | null;
  failures: number;
  revision: number;
  checkedUntil: Date;
}

/** The columns of a schedule's settings. */
export const settingColumns = (db: Db) =>
  db`name, spec, work, overlap, catch_up_ms, jitter_ms, pause_after_failures, budget_per_firing`;

/**
 * Locks a schedule, before anything else is locked; null if the tenant has none of this id. Two firings of a schedule are
 * decided one after the other.
 */
export async function lockSchedule(
  tx: Tx,
  tenant: string,
  id: string,
): Promise<LockedSchedule | null> {
  const [row] = await tx<LockedSchedule[]>`
    select id, tenant, owner, rights, paused, failures, revision, checked_until, ${
    settingColumns(tx)
  } from schedules
    where id = ${id} and tenant = ${tenant} and deleted_at is null for update`;
  return row ?? null;
}
