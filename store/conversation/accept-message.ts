import type { Budget } from "../../protocol/budget/budget.ts";
import type { Caller } from "../../protocol/caller.ts";
import type { Content } from "../../protocol/conversation/content.ts";
import type { MessageRecord, TurnRecord } from "../../protocol/conversation/records.ts";
import type { NewEvent } from "../../protocol/log/event.ts";
import { collectEvents } from "../database/committed-events.ts";
import { json, sanitized, type Tx } from "../database/sql.ts";
import { newId } from "../ids.ts";
import { refuseWhenTenantSpent } from "../quota/refuse-when-tenant-spent.ts";
import type { LockedStream } from "../log/append.ts";
import { entryEvent, turnEvent } from "../log/events.ts";

/** The message of a command. */
export interface CommandMessage {
  idempotencyKey: string;
  content: Content[];
}

/** A message that opens a turn. */
export interface AcceptedMessage extends CommandMessage {
  /** Number of its turn. */
  number: number;
  /** Limits of its turn. */
  budget: Budget;
}

/** A message with its turn, as the database functions `accept_message` and `send_message` read it. */
export interface NewMessage {
  tenant: string;
  conversationId: string;
  turnId: string;
  entryId: string;
  key: string;
  content: Content[];
  traceparent: string | null;
  /** Subject of the principal that sends it; null: the owner of the machine. */
  sentBy: string | null;
  events: NewEvent[];
}

/** Gives a message and its turn their ids and events. */
export function newMessage(
  { tenant, subject: sentBy, traceparent }: Pick<Caller, "tenant" | "subject" | "traceparent">,
  conversationId: string,
  { idempotencyKey: key, content }: CommandMessage,
): NewMessage {
  const [turnId, entryId] = [newId("turn"), newId("message")];
  const events = [turnEvent(turnId, "QUEUED"), entryEvent(turnId, entryId, "COMPLETED")];
  return { tenant, conversationId, turnId, entryId, key, content, traceparent, sentBy, events };
}

/** Records a message and its turn, with their events. The caller has locked the stream. */
export async function acceptMessage(
  tx: Tx,
  caller: Caller,
  stream: LockedStream,
  { number, budget, ...given }: AcceptedMessage,
): Promise<{ turnId: string; entryId: string }> {
  const message = newMessage(caller, stream.id, given);
  const limits = Object.entries(budget).filter(([, limit]) => limit !== null);
  const placed = { number, position: stream.head + 2, budget: Object.fromEntries(limits) };
  await tx`select accept_message(${json(tx, { ...message, ...placed })})`;
  collectEvents(tx, message.events);
  const { turnId, entryId } = message;
  return { turnId, entryId };
}

/** Accepts the message that a new conversation starts with; the id of its turn, or null without a message. */
export async function acceptFirstMessage(
  tx: Tx,
  caller: Caller,
  conversationId: string,
  { idempotencyKey, content }: { idempotencyKey: string; content: Content[] | null },
  budget: Budget,
): Promise<string | null> {
  if (content === null) return null;
  await refuseWhenTenantSpent(tx, caller);
  const stream = { id: conversationId, head: 0 };
  const message = { number: 1, idempotencyKey, content, budget };
  return (await acceptMessage(tx, caller, stream, message)).turnId;
}

/** What was written for an accepted message, as a read right after the commit returns it. */
export function storedMessage(
  { conversationId, turnId, entryId: id, key: idempotencyKey, traceparent, sentBy, ...message }:
    NewMessage,
  { number, position, budget, createdAt }: {
    number: number;
    position: number;
    budget: Budget;
    createdAt: Date;
  },
): { message: MessageRecord; turn: TurnRecord } {
  const content = sanitized(message.content) as Content[];
  const unset = { startedAt: null, endedAt: null, failure: null, cancelledBy: null };
  return {
    message: {
      ...{ kind: "message", role: "USER", status: "COMPLETED", authorVersionId: null },
      ...{ id, conversationId, turnId, createdAt, position, idempotencyKey, content },
    },
    turn: {
      ...{ ...unset, cancelReason: null, output: null, status: "QUEUED" },
      ...{ id: turnId, conversationId, number, createdAt, budget, traceparent, sentBy },
    },
  };
}
