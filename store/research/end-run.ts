import type { Actor, Failure } from "../../protocol/status.ts";
import { noCheckpoint } from "../conversation/checkpoint.ts";
import { json, type Tx } from "../database/sql.ts";
import { append } from "../log/append.ts";

/** How a run ends: completed, failed or cancelled. */
export type RunEnd =
  | { verified: boolean }
  | { failure: Failure }
  | { cancelledBy: Actor; reason: string | null };

/** Ends a run with the last event of its stream, which the caller has locked. */
export async function endRun(tx: Tx, { id }: { id: string }, how: RunEnd): Promise<void> {
  const status = "verified" in how ? "COMPLETED" : "failure" in how ? "FAILED" : "CANCELLED";
  await tx`update research_runs set status = ${status}, ended_at = clock_timestamp(),
    verified = ${"verified" in how && how.verified},
    failure = ${"failure" in how ? json(tx, how.failure) : null},
    cancelled_by = ${"cancelledBy" in how ? json(tx, how.cancelledBy) : null},
    cancel_reason = ${"cancelledBy" in how ? how.reason : null} where id = ${id}`;
  await abandonConversations(tx, id);
  await append(tx, id, [{ id: "ended", body: { kind: "ResearchEnded", researchId: id, status } }]);
}

/** The phases' conversations accept no more messages, so their remote conversations are to be deleted. */
async function abandonConversations(tx: Tx, researchId: string) {
  await tx`update conversations set ${noCheckpoint(tx)} where research_id = ${researchId}`;
  await tx`update remote_conversations set abandoned_at = now() where abandoned_at is null
    and conversation_id in (select id from conversations where research_id = ${researchId})`;
}
