import type { FiringRecord } from "../../protocol/schedule/records.ts";
import type { Actor } from "../../protocol/status.ts";
import type { Tx } from "../database/sql.ts";
import { noteItem } from "../feed/note-item.ts";

/** What an item says of the schedule that it is of. */
export interface NotedSchedule {
  id: string;
  tenant: string;
  owner: string | null;
}

const ownerOf = ({ owner }: NotedSchedule) => owner === null ? {} : { owner };

/** Reports in the feed that a schedule was made, changed, paused, resumed or deleted. */
export async function noteSchedule(tx: Tx, schedule: NotedSchedule, actor: Actor): Promise<void> {
  const { id: nodeId, tenant } = schedule;
  await noteItem(tx, tenant, { item: "SCHEDULE_CHANGED", nodeId, actor, ...ownerOf(schedule) });
}

/** The part of a firing that the feed reports. */
type NotedFiring = Pick<FiringRecord, "id" | "status" | "conversationId" | "researchId">;

/** Reports in the feed that a firing has an outcome, or that what it started has ended. */
export async function noteFiring(
  tx: Tx,
  schedule: NotedSchedule,
  { id: nodeId, status, conversationId, researchId }: NotedFiring,
): Promise<void> {
  await noteItem(tx, schedule.tenant, {
    ...{ item: "FIRING_CHANGED", nodeId, ...ownerOf(schedule) },
    ...(status && { status }),
    ...(conversationId && { conversationId }),
    ...(researchId && { researchId }),
  });
}
