import type { TurnEntryByIdQuery, TurnEventsSubscription } from "./turn.generated.ts";

/** An event of the stream of a conversation, as a reader of a turn selects it. */
export type TurnEvent = TurnEventsSubscription["event"];
/** A message, tool call or hand-off, as a reader of a turn selects it. */
export type TurnEntry = Extract<NonNullable<TurnEntryByIdQuery["entry"]>, { turn: unknown }>;
/** A message with its content. */
export type TurnMessage = Extract<TurnEntry, { __typename: "Message" }>;
/** A tool call with its arguments and result. */
export type TurnToolCall = Extract<TurnEntry, { __typename: "ToolCall" }>;
/** An approval of a tool call. */
export type TurnApproval = NonNullable<
  Extract<TurnEvent, { __typename: "ApprovalChanged" }>["approval"]
>;
/** Why something failed: a FailureCode and a text for people. */
export interface TurnFailure {
  code: string;
  message: string;
}
type Status = Extract<TurnEvent, { __typename: "TurnChanged" }>["status"];

/** A text of a message: Markdown, or reasoning. `part` is its index in `Message.content`. */
interface TextPlace {
  entryId: string;
  part: number;
  kind: "TEXT" | "THINKING";
}

/**
 * What an event changes for a reader of one turn, in the terms that chat protocols share. Texts are appended, never
 * assigned. What a `discarded` entry has shown is taken back; a later attempt has entries of its own.
 */
export type TurnPart =
  | { type: "turn"; turnId: string; status: Status; failure: TurnFailure | null }
  | { type: "user-message"; message: TurnMessage }
  /**
   * A message of the agent begins; its text may come only with its end. Messages and tool calls begin in the order of the
   * answer.
   */
  | { type: "message-start"; entryId: string }
  /** `attempt` counts from 1. */
  | { type: "model-call"; stepId: string; status: Status; attempt: number }
  | { type: "retry"; stepId: string; attempt: number; retryAt: string; failure: TurnFailure | null }
  | { type: "progress"; stepId: string; note: string }
  | ({ type: "text-start" } & TextPlace)
  | ({ type: "text-delta"; text: string } & TextPlace)
  /** `text`: the whole text of the part. */
  | ({ type: "text-end"; text: string } & TextPlace)
  | { type: "citation" | "media"; entryId: string; part: number; title: string; url: string | null }
  /** All parts of a message have ended; `CANCELLED`: it is incomplete. */
  | { type: "message-end"; entryId: string; status: Status }
  | { type: "tool-start"; entryId: string; server: string; name: string }
  | { type: "arguments-delta"; entryId: string; text: string }
  /**
   * The arguments are complete. It comes again with those that an approver changed. `waits`: the call does not run yet, it
   * needs an approval.
   */
  | {
    type: "tool-input";
    entryId: string;
    server: string;
    name: string;
    arguments: unknown;
    waits: boolean;
  }
  | { type: "tool-output"; entryId: string; call: TurnToolCall }
  | { type: "tool-error"; entryId: string; call: TurnToolCall; failure: TurnFailure }
  /** `approval`: null for a reader who may not read it. */
  | { type: "approval"; approvalId: string; verdict: string; approval: TurnApproval | null }
  | { type: "handoff"; entryId: string; from: string; to: string | null }
  | { type: "discarded"; entryId: string }
  /** The link of an event could not be read: query the node and pass it to `TurnReader.read`. */
  | { type: "unread"; nodeId: string; of: "entry" | "approval" };
