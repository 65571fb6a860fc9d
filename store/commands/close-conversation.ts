import { actOf } from "../../protocol/audit/act.ts";
import type {
  CloseConversation,
  ClosedConversation,
} from "../../protocol/conversation/commands.ts";
import type { Actor } from "../../protocol/status.ts";
import type { Tx } from "../database/sql.ts";
import { append, lockStream } from "../log/append.ts";
import { refuseConflict, refuseMissing } from "../refusal.ts";
import { unindex } from "../search/unindex.ts";
import { cancelTurns } from "../turn/cancel-turns.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { defineCommand } from "./define-command.ts";

/**
 * Closes a conversation for good: cancels its open turns and appends the last event of its stream. With `erase`, a worker
 * then erases its content here and at the provider; a closed conversation can still be erased. Refuses: NotFoundError,
 * ConflictError (ENDED, KEY_REUSED).
 */
export const closeConversation = defineCommand<CloseConversation, ClosedConversation>(
  "closeConversation",
  async (tx, caller, { conversationId: id, erase }) => {
    const { tenant, actor } = caller;
    const stream = await lockStream(tx, tenant, id);
    if (!stream) throw refuseMissing("such conversation", "conversationId");
    const closed = await close(tx, id, actor);
    const requested = erase === true && await requestErasure(tx, id);
    if (!closed && !requested) {
      throw refuseConflict("ENDED", "The conversation is already closed.", id);
    }
    const acts = [
      ...(closed ? ["conversation.closed"] as const : []),
      ...(requested ? ["conversation.erase_requested"] as const : []),
    ];
    for (const action of acts) await recordAudit(tx, actOf(caller, { action, resource: id }));
    return { conversationId: id };
  },
);

async function close(tx: Tx, id: string, actor: Actor): Promise<boolean> {
  const [closed] = await tx`update conversations set closed_at = now(), active_at = now()
    where id = ${id} and closed_at is null returning id`;
  if (!closed) return false;
  const reason = "The conversation was closed.";
  const events = await cancelTurns(tx, await openTurns(tx, id), { actor, reason });
  const last = { kind: "ConversationClosed", closedBy: actor } as const;
  await append(tx, id, [...events, { id: "closed", body: last }]);
  return true;
}

async function requestErasure(tx: Tx, id: string): Promise<boolean> {
  const [requested] = await tx`update conversations set erase_requested_at = now()
    where id = ${id} and erase_requested_at is null returning id`;
  if (!requested) return false;
  await unindex(tx, id);
  return true;
}

async function openTurns(tx: Tx, conversationId: string): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    select id from turns where conversation_id = ${conversationId}
    and ended_at is null order by number`;
  return rows.map((r) => r.id);
}
