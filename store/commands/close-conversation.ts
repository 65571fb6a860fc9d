import type { Caller } from "../../protocol/caller.ts";
import type {
  CloseConversation,
  ClosedConversation,
} from "../../protocol/conversation/commands.ts";
import type { Actor } from "../../protocol/status.ts";
import { append, lockStream } from "../log/append.ts";
import { cancelTurns } from "../turn/cancel-turns.ts";
import type { Sql, Tx } from "../database/sql.ts";
import { once } from "./define-command.ts";
import { refuseConflict, refuseMissing } from "../refusal.ts";

/**
 * Ends a conversation for good: open turns are cancelled and the log gets its last event, in one transaction.
 * The worker, if one is at it, is fenced out. With `erase` a worker takes its content away after that, here and at the
 * provider; one that is closed already may still be erased. Refuses: NotFoundError, ConflictError (ENDED, KEY_REUSED).
 */
export function closeConversation(
  sql: Sql,
  caller: Caller,
  command: CloseConversation,
): Promise<ClosedConversation> {
  const { tenant, actor } = caller;
  return once(sql, caller, "closeConversation", command, async (tx) => {
    const id = command.conversationId;
    const stream = await lockStream(tx, tenant, id);
    if (!stream) throw refuseMissing("such conversation", "conversationId");
    const closed = await close(tx, id, actor);
    const erased = command.erase === true && await askToErase(tx, id);
    if (!closed && !erased) {
      throw refuseConflict("ENDED", "The conversation is closed already.", id);
    }
    return { conversationId: id };
  });
}

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

async function askToErase(tx: Tx, id: string): Promise<boolean> {
  const [asked] = await tx`update conversations set erase_requested_at = now()
    where id = ${id} and erase_requested_at is null returning id`;
  return asked !== undefined;
}

async function openTurns(tx: Tx, conversationId: string): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    select id from turns where conversation_id = ${conversationId}
    and status in ('QUEUED', 'RUNNING', 'WAITING') order by number`;
  return rows.map((r) => r.id);
}
