import type { Failure } from "../../protocol/status.ts";
import { json, type Sql } from "../database/sql.ts";
import { entryEvent, stepEvent } from "../log/events.ts";
import { derivedId } from "../ids.ts";
import type { ClaimedModelCall } from "./claimed-model-call.ts";
import { discardOpenEntries } from "./discard-entries.ts";
import { runWhileClaimed } from "./claimed-call.ts";

/**
 * Hands a turn over because the provider could not: the call fails, what it wrote is discarded, and another version makes
 * the next model calls, starting with the whole history as input. Throws FencedError.
 */
export async function handOver(
  sql: Sql,
  call: ClaimedModelCall,
  to: string,
  failure: Failure,
): Promise<void> {
  const { tenant, conversationId, turnId } = call;
  await runWhileClaimed(sql, call, async (tx, head) => {
    const discarded = await discardOpenEntries(tx, call);
    const id = derivedId("handoff", call.id, call.fence);
    await tx`insert into entries (id, tenant, conversation_id, turn_id, kind, call_id, position, status,
        author_version_id, to_version_id)
      values (${id}, ${tenant}, ${conversationId}, ${turnId}, 'handoff', ${call.id}, ${head + 1},
        'COMPLETED', ${call.version.id}, ${to})`;
    await tx`update calls set status = 'FAILED', ended_at = now(), retry_at = null, handed_to_version_id = ${to},
        failure = ${
      json(tx, failure)
    }, estimated = true, input_tokens = input_tokens + reserved_input_tokens
      where id = ${call.id}`;
    await tx`update conversations set checkpoint_remote_id = null, checkpoint_last_entry_id = null, checkpoint_dirty = false
      where id = ${conversationId}`;
    const ended = stepEvent(call, "FAILED", { failure });
    return { events: [entryEvent(turnId, id, "COMPLETED"), ...discarded, ended] };
  });
}
