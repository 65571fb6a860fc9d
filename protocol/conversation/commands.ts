import type { VersionSelector } from "../agent/commands.ts";
import type { Budget } from "../budget/budget.ts";
import type { Content } from "./content.ts";

/** Opens a conversation, with a first message unless `content` is null. */
export interface StartConversation {
  idempotencyKey: string;
  agent: string;
  version: VersionSelector | null;
  title: string | null;
  labels: string[];
  /** Tightens that of the version; null is none. */
  budget: Budget | null;
  content: Content[] | null;
}

/** Accepts a message. */
export interface SendMessage {
  idempotencyKey: string;
  conversationId: string;
  content: Content[];
  /** Tightens that of the version for this turn; null is none. */
  budget: Budget | null;
  whenBusy: "ENQUEUE" | "REJECT" | "INTERRUPT" | "ROLLBACK" | "STEER";
}

/** Stops a turn. */
export interface CancelTurn {
  idempotencyKey: string;
  turnId: string;
  reason: string | null;
}

/** Ends a conversation for good. `erase`: its content too; absent is false. */
export interface CloseConversation {
  idempotencyKey: string;
  conversationId: string;
  erase?: boolean | null;
}

/** Opens a conversation that shares the past of another up to an entry, with a first message unless it is null. */
export interface ForkConversation {
  idempotencyKey: string;
  entryId: string;
  /** Null keeps the pinned version. */
  version: VersionSelector | null;
  content: Content[] | null;
}

/** See `StartConversation`. `turnId` is null without a first message. */
export interface StartedConversation {
  conversationId: string;
  turnId: string | null;
  replayed: boolean;
}

/** See `SendMessage`. `beforeSeq`: all that the message causes has a greater number. */
export interface SentMessage {
  entryId: string;
  turnId: string;
  beforeSeq: number;
  replayed: boolean;
}

/** See `CancelTurn`. */
export interface CancelledTurn {
  turnId: string;
  conversationId: string;
  replayed: boolean;
}

/** See `CloseConversation`. */
export interface ClosedConversation {
  conversationId: string;
  replayed: boolean;
}
