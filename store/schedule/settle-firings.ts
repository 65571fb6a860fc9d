import type { FiringRecord } from "../../protocol/schedule/records.ts";
import { isFinal, type Status } from "../../protocol/status.ts";
import type { Tx } from "../database/sql.ts";
import type { FedItem, FeedConsumer } from "../feed/consume-feed.ts";
import { failed, succeeded } from "./failures.ts";
import { lockSchedule } from "./lock-schedule.ts";
import { noteFiring } from "./note-schedule.ts";
import { firingColumns } from "./read-schedules.ts";

/**
 * Writes how the work of firings has ended, once the feed reports it; counts failures, and pauses the schedule after too
 * many. Committed with the cursor: each end counts once.
 */
export const firingsConsumer: FeedConsumer = {
  name: "schedules",
  max: 200,
  async handle(tx, tenant, items) {
    const ends = items.flatMap(endOf);
    const ids = ends.map(({ id }) => id);
    const scheduleOf = new Map(ids.length === 0 ? [] : await startedByFirings(tx, ids));
    const placeOf = ({ id }: End) => scheduleOf.get(id) ?? "";
    // Schedules are locked in the order of their ids, as everywhere.
    const inOrder = ends.toSorted((a, b) => placeOf(a).localeCompare(placeOf(b)));
    for (const end of inOrder) if (placeOf(end)) await settle(tx, tenant, placeOf(end), end);
  },
};

interface End {
  kind: "turn" | "research";
  id: string;
  status: Status;
}

function endOf({ item: { item, nodeId, status } }: FedItem): End[] {
  if (status === undefined || !isFinal(status)) return [];
  if (item === "TURN_CHANGED") return [{ kind: "turn", id: nodeId, status }];
  return item === "RESEARCH_ENDED" ? [{ kind: "research", id: nodeId, status }] : [];
}

/** Those of these turns and runs that firings started, each with its schedule. */
async function startedByFirings(tx: Tx, ids: string[]): Promise<[string, string][]> {
  const rows = await tx<{ id: string; scheduleId: string }[]>`
    select turn_id as id, schedule_id from firings where turn_id = any(${ids})
    union all select research_id, schedule_id from firings where research_id = any(${ids})`;
  return rows.map(({ id, scheduleId }) => [id, scheduleId]);
}

async function settle(tx: Tx, tenant: string, scheduleId: string, { kind, id, status }: End) {
  const schedule = await lockSchedule(tx, tenant, scheduleId);
  if (!schedule) return;
  const [firing] = await tx<FiringRecord[]>`update firings set status = ${status}
    where ${kind === "turn" ? tx`turn_id` : tx`research_id`} = ${id} and status is null
    returning ${firingColumns(tx)}`;
  if (!firing) return;
  await noteFiring(tx, schedule, firing);
  if (status === "COMPLETED") await succeeded(tx, schedule);
  if (status === "FAILED") await failed(tx, schedule, new Date());
}
