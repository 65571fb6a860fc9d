import type { VersionSelector } from "../agent/commands.ts";
import type { Budget } from "../budget/budget.ts";
import type { Content } from "./content.ts";
import type { MessageRecord, TurnRecord } from "./records.ts";

/** Starts a conversation, with a first message unless `content` is null. */
export interface StartConversation {
  idempotencyKey: string;
  agent: string;
  version: VersionSelector | null;
  title: string | null;
  labels: string[];
  /** Combined with the budget of the version; null: no further limit. */
  budget: Budget | null;
  content: Content[] | null;
  /** Subject of the owner; absent: the caller. */
  onBehalfOf?: string;
}

/** Sends a message. */
export interface SendMessage {
  idempotencyKey: string;
  conversationId: string;
  content: Content[];
  /** Combined with the budget of the version for this turn; null: no further limit. */
  budget: Budget | null;
  whenBusy: "ENQUEUE" | "REJECT" | "INTERRUPT" | "ROLLBACK" | "STEER";
}

/** Cancels a turn. */
export interface CancelTurn {
  idempotencyKey: string;
  turnId: string;
  reason: string | null;
}

/** Closes a conversation finally. `erase`: also erases its content; default false. */
export interface CloseConversation {
  idempotencyKey: string;
  conversationId: string;
  erase?: boolean | null;
}

/** Changes what a conversation is listed with. An absent field stays. */
export interface UpdateConversation {
  idempotencyKey: string;
  conversationId: string;
  /** Null: it has no title any more. */
  title?: string | null;
  /** They replace the ones that it has. */
  labels?: string[];
}

/** Starts a conversation that shares the history of another up to an entry, with a message unless `content` is null. */
export interface ForkConversation {
  idempotencyKey: string;
  entryId: string;
  /** Null: the pinned version. */
  version: VersionSelector | null;
  content: Content[] | null;
  /** Subject of the owner; absent: the caller. */
  onBehalfOf?: string;
}

/** Result of `StartConversation`. `turnId` is null without a first message. */
export interface StartedConversation {
  conversationId: string;
  turnId: string | null;
  replayed: boolean;
}

/** Result of `SendMessage`. `beforeSeq`: events that the message causes have greater sequence numbers. */
export interface SentMessage {
  entryId: string;
  turnId: string;
  beforeSeq: number;
  replayed: boolean;
  /** What the command wrote, if it is known without a read. */
  message?: MessageRecord;
  turn?: TurnRecord;
}

/** Result of `CancelTurn`. */
export interface CancelledTurn {
  turnId: string;
  conversationId: string;
  replayed: boolean;
}

/** Result of `UpdateConversation`. */
export interface UpdatedConversation {
  conversationId: string;
  replayed: boolean;
}

/** Result of `CloseConversation`. */
export interface ClosedConversation {
  conversationId: string;
  replayed: boolean;
}
