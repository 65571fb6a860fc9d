import type { EntryNode } from "../view/view-types.ts";
import type { Fault } from "./fault.ts";
import type { StoreEventsSubscription, StoreNodeQuery } from "./store.generated.ts";

/** An event of a conversation, as its store selects it. */
export type StoreEvent = StoreEventsSubscription["event"];
/** A message, tool call or hand-off, as the store selects it. */
export type StoreNode =
  & Extract<NonNullable<StoreNodeQuery["node"]>, { turn: unknown }>
  & EntryNode;
/** A tool call, as the store selects it. */
export type ToolCallNode = Extract<StoreNode, { __typename: "ToolCall" }>;
/** An approval of a tool call. `proposedArguments` are null for who may not read them. */
export type StoreApproval = NonNullable<ToolCallNode["approval"]>;
/** Status of an entry, step, turn, phase or run. */
export type Status = StoreNode["status"];
/** Why something of a conversation failed. */
export type Failure = NonNullable<ToolCallNode["failure"]>;
/** An agent and the number of its version. */
export interface AgentName {
  readonly name: string;
  readonly version: number;
}

interface Shown {
  readonly id: string;
  /** For lists: unlike `id` it stays the same when a message that was just sent arrives from the server. */
  readonly key: string;
  /** Null: not known yet. */
  readonly turnId: string | null;
  /** Number of the turn in its conversation; null: not known yet. */
  readonly turnNumber: number | null;
  readonly status: Status;
  /** RFC 3339; null: not known yet. */
  readonly createdAt: string | null;
}

/** How far a message of this client is on its way; `queued`: the server cannot be reached now. */
export type Delivery = "sending" | "queued" | "sent" | "refused";

/** A message. Its text changes while it is written: read it with `useEntryText` or `Stores.text`. */
export interface MessageEntry extends Shown {
  readonly type: "message";
  readonly role: "USER" | "AGENT";
  /** The agent that wrote it; null of a user, and while it is not known. */
  readonly author: AgentName | null;
  /** Null: it is the server's. */
  readonly delivery: Delivery | null;
  /** Why the server refused it; with `delivery: "refused"`. */
  readonly fault: Fault | null;
}

/** A tool call, as far as the events said of it. */
export interface ToolCallEntry extends Shown {
  readonly type: "tool-call";
  readonly server: string;
  readonly name: string;
  /** Null while the model writes them, and for who may not read them. */
  readonly arguments: unknown;
  readonly result: string | null;
  readonly output: unknown;
  readonly files: readonly {
    readonly title: string;
    readonly url: string | null;
  }[];
  readonly failure: Failure | null;
  /** Null: the call needs none. */
  readonly approval: StoreApproval | null;
  /** When the next attempt begins. */
  readonly retryAt: string | null;
  /** What the tool says of its progress. */
  readonly note: string | null;
  /** Number of attempts that have begun. */
  readonly attempts: number;
  /** RFC 3339, of the first attempt; null before it. */
  readonly startedAt: string | null;
  /** RFC 3339; null before the end. */
  readonly endedAt: string | null;
}

/** An agent handed over to another one. */
export interface HandoffEntry extends Shown {
  readonly type: "handoff";
  readonly from: AgentName;
  /** Null until it is known. */
  readonly to: AgentName | null;
}

/** What a conversation shows, without text. */
export type ConversationEntry = MessageEntry | ToolCallEntry | HandoffEntry;

/** A turn with its entries. */
export interface ConversationTurn {
  /** For lists: it stays the same when the turn's message arrives from the server. */
  readonly key: string;
  /** Null: the server has not accepted its message yet. */
  readonly id: string | null;
  /** Number in the conversation; null: not known yet. */
  readonly number: number | null;
  readonly status: Status;
  readonly failure: Failure | null;
  /** The model call waits and is made again; null: it does not. */
  readonly retry: Retrying | null;
  readonly entries: readonly ConversationEntry[];
}

/** A wait for the next attempt. */
export interface Retrying {
  readonly attempt: number;
  readonly retryAt: string;
  readonly failure: Failure | null;
}

/** Statuses after which nothing changes. */
export const final: readonly string[] = [
  "COMPLETED",
  "FAILED",
  "CANCELLED",
  "DISCARDED",
];
