import { limits } from "../protocol/limits.ts";
import type { Caller, SendMessage, SentMessage } from "../protocol/commands.ts";
import { acceptMessage } from "./accept-message.ts";
import { lockStream } from "./append.ts";
import type { Sql, Tx } from "./connect.ts";
import { once } from "./idempotency.ts";
import { refuseConflict, refuseMissing } from "./refusal.ts";

/**
 * Accepts a message: durable when it answers. The caller rings the doorbell after it. Refuses: NotFoundError,
 * ConflictError (ENDED, OTHER_PROVIDER, BUSY, QUEUE_FULL, KEY_REUSED), each decided under the stream's lock.
 */
export function sendMessage(
  sql: Sql,
  caller: Caller,
  provider: string,
  command: SendMessage,
): Promise<SentMessage> {
  return once(sql, caller, "sendMessage", command, async (tx) => {
    const stream = await lockStream(tx, caller.tenant, command.conversationId);
    if (!stream) throw refuseMissing("such conversation", "conversationId");
    const number = await nextTurnNumber(tx, provider, command);
    const ids = await acceptMessage(tx, caller, stream, { ...command, number });
    return { ...ids, beforeSeq: stream.head };
  });
}

interface Inbox {
  closed: boolean;
  provider: string;
  nextTurn: number;
  queued: number;
  openTurn: string | null;
}

async function nextTurnNumber(tx: Tx, provider: string, command: SendMessage): Promise<number> {
  const id = command.conversationId;
  const [inbox] = await tx<Inbox[]>`
    select c.closed_at is not null as closed, c.provider, c.next_turn,
      count(t.id) filter (where t.status = 'QUEUED') as queued, min(t.id) as open_turn
    from conversations c
    left join turns t on t.conversation_id = c.id and t.status in ('QUEUED', 'RUNNING', 'WAITING')
    where c.id = ${id} group by c.id`;
  if (!inbox) throw refuseMissing("such conversation", "conversationId");
  refuseUnlessFit(inbox, provider, command);
  return inbox.nextTurn;
}

function refuseUnlessFit(
  inbox: Inbox,
  provider: string,
  { conversationId, whenBusy }: SendMessage,
) {
  if (inbox.closed) throw refuseConflict("ENDED", "The conversation is closed.", conversationId);
  if (inbox.provider !== provider) {
    const message =
      `The conversation lives at ${inbox.provider}; this deployment talks to ${provider}. ` +
      "It can be read. Start a new one to go on.";
    throw refuseConflict("OTHER_PROVIDER", message, conversationId);
  }
  if (whenBusy === "REJECT" && inbox.openTurn) {
    throw refuseConflict("BUSY", "A turn runs or waits.", inbox.openTurn);
  }
  if (inbox.queued >= limits.queuedTurns) {
    const message = `${inbox.queued} messages wait already. Send again when one has been answered.`;
    throw refuseConflict("QUEUE_FULL", message, conversationId);
  }
}
