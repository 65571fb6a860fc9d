import type { Tx } from "../connect.ts";

/**
 * Sets the base back to where a turn began, dirty: the one way back for cancel, interrupt, rollback and failure. A
 * turn that has not begun changed nothing.
 */
export async function restoreBase(tx: Tx, conversationId: string, turnId: string): Promise<void> {
  await tx`update conversations c set base_remote_id = t.base_remote_id, base_tip = t.base_tip,
      base_turn = t.base_turn, base_version_id = t.base_version_id, base_dirty = true, active_at = now()
    from turns t where t.id = ${turnId} and t.started_at is not null and c.id = ${conversationId}`;
}
