import type { FiringRecord } from "../../protocol/schedule/records.ts";
import type { Tx } from "../database/sql.ts";
import { derivedId } from "../ids.ts";
import type { LockedSchedule } from "./lock-schedule.ts";
import { noteFiring } from "./note-schedule.ts";
import { firingColumns } from "./read-schedules.ts";

/** What is written of a firing. */
export type NewFiring =
  & Pick<FiringRecord, "due" | "cause" | "outcome" | "reason">
  & Partial<FiringRecord>
  & {
    /** Subject of the principal that asks for it; left out: it stays as it is. */
    requestedBy?: string | null;
  };

/** The id of the firing of a nominal time. */
export const firingId = (scheduleId: string, due: Date): string =>
  derivedId("firing", scheduleId, due.getTime());

/** Writes the firing of a locked schedule, or its new outcome; reported in the feed. */
export async function writeFiring(
  tx: Tx,
  schedule: LockedSchedule,
  firing: NewFiring,
  now: Date,
): Promise<FiringRecord> {
  const { due, cause, outcome, reason } = firing;
  const { conversationId = null, turnId = null, researchId = null, requestedBy = null } = firing;
  const [row] = await tx<FiringRecord[]>`
    insert into firings (id, tenant, schedule_id, due, cause, outcome, reason, decided_at, conversation_id, turn_id,
      research_id, requested_by)
    values (${
    firingId(schedule.id, due)
  }, ${schedule.tenant}, ${schedule.id}, ${due}, ${cause}, ${outcome},
      ${reason}, ${now}, ${conversationId}, ${turnId}, ${researchId}, ${requestedBy})
    on conflict (schedule_id, due) do update set cause = excluded.cause, outcome = excluded.outcome,
      reason = excluded.reason, decided_at = excluded.decided_at, conversation_id = excluded.conversation_id,
      turn_id = excluded.turn_id, research_id = excluded.research_id,
      requested_by = coalesce(excluded.requested_by, firings.requested_by)
    returning ${firingColumns(tx)}`;
  if (!row) throw new Error("the firing was not written");
  await noteFiring(tx, schedule, row);
  return row;
}

/** The firing of a nominal time; null: there is none. */
export async function findFiring(tx: Tx, scheduleId: string, due: Date) {
  const [row] = await tx<FiringRecord[]>`select ${firingColumns(tx)} from firings
    where schedule_id = ${scheduleId} and due = ${due}`;
  return row ?? null;
}

/** True if a firing of the schedule waits, other than that of `due`. */
export async function isOtherWaiting(tx: Tx, scheduleId: string, due: Date): Promise<boolean> {
  const [row] = await tx`select from firings
    where schedule_id = ${scheduleId} and outcome = 'WAITING' and due <> ${due} limit 1`;
  return row !== undefined;
}
