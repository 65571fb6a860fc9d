import type { Tx } from "../connect.ts";

/**
 * Sets the base back to where a turn began, dirty: the one way back for cancel, interrupt, rollback and failure. A
 * turn that has not begun changed nothing.
 */
export async function restoreBase(tx: Tx, conversationId: string, turnId: string): Promise<void> {
  await tx`update conversations c set base_remote_id = t.base_remote_id, base_tip = t.base_tip,
      base_turn = t.base_turn, base_model = t.base_model, base_version_id = t.base_version_id, base_dirty = true,
      active_at = now()
    from turns t where t.id = ${turnId} and t.started_at is not null and c.id = ${conversationId}`;
}

/**
 * The provider knows the base no more: the conversation is told anew from its beginning, in this turn and after it.
 * The call that found out is to be recorded anew with all of it as its input.
 */
export async function dropBase(
  tx: Tx,
  { id, turnId, conversationId }: { id: string; turnId: string; conversationId: string },
): Promise<void> {
  await tx`update conversations set base_remote_id = null, base_tip = null, base_model = null, base_turn = 0,
      base_dirty = false where id = ${conversationId}`;
  await tx`update turns set base_remote_id = null, base_tip = null, base_model = null, base_turn = 0
    where id = ${turnId}`;
  await tx`update calls set input_hash = null where id = ${id}`;
}
