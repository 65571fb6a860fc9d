import type { Db, Tx } from "../database/sql.ts";
import { abandonRemoteConversations } from "./remote-conversations.ts";

/** Assignments for an update of `conversations`: no checkpoint, so the next request replays the whole history. */
export const noCheckpoint = (db: Db) =>
  db`checkpoint_remote_id = null, checkpoint_last_entry_id = null, checkpoint_model = null,
    checkpoint_turn = 0, checkpoint_dirty = false`;

/**
 * Sets the checkpoint back to where the turn began, dirty, and abandons the remote conversations after it: for cancel,
 * interrupt, rollback and failure. A turn that has not begun changed nothing.
 */
export async function restoreCheckpoint(
  tx: Tx,
  conversationId: string,
  turnId: string,
): Promise<void> {
  await tx`update conversations c set checkpoint_remote_id = t.checkpoint_remote_id,
      checkpoint_last_entry_id = t.checkpoint_last_entry_id, checkpoint_turn = t.checkpoint_turn,
      checkpoint_model = t.checkpoint_model, checkpoint_version_id = t.checkpoint_version_id,
      checkpoint_dirty = true, active_at = now()
    from turns t where t.id = ${turnId} and t.started_at is not null and c.id = ${conversationId}`;
  await abandonRemoteConversations(tx, conversationId);
}

/**
 * The provider no longer has the conversation: this turn and later ones replay the whole history. The call that noticed
 * is recorded again with all of it as its input.
 */
export async function dropCheckpoint(
  tx: Tx,
  { id, turnId, conversationId }: { id: string; turnId: string; conversationId: string },
): Promise<void> {
  await tx`update conversations set ${noCheckpoint(tx)} where id = ${conversationId}`;
  await tx`update turns set checkpoint_remote_id = null, checkpoint_last_entry_id = null, checkpoint_model = null,
    checkpoint_turn = 0 where id = ${turnId}`;
  await tx`update calls set input_hash = null where id = ${id}`;
}
