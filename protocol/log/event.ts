import type { FeedItemBody } from "../feed/feed-item.ts";
import type { Verdict } from "../approval/approval.ts";
import type { Actor, Failure, Status } from "../status.ts";

/** The body of an event. Each is one member of the schema's event union; `kind` is its name. */
export type DurableEventBody =
  | { kind: "EntryChanged"; entryId: string; status: Status }
  | { kind: "TurnChanged"; turnId: string; status: Status }
  | {
    kind: "StepChanged";
    stepId: string;
    status: Status;
    attempt: number;
    /** ISO instant. */
    retryAt?: string | null;
    failure?: Failure | null;
    note?: string | null;
  }
  | { kind: "ApprovalChanged"; approvalId: string; verdict: Verdict }
  | { kind: "ConversationClosed"; closedBy: Actor }
  | { kind: "PhaseChanged"; phaseId: string; status: Status }
  | { kind: "ResearchEnded"; researchId: string; status: Status }
  | FeedItemBody;

/** An event before it has a sequence number. `id` is unique in its stream: appending it again has no effect. */
export interface NewEvent {
  id: string;
  turnId?: string | null;
  callId?: string | null;
  body: DurableEventBody;
}

/** A numbered event of the log. */
export interface DurableEvent {
  streamId: string;
  seq: number;
  at: Date;
  body: DurableEventBody;
}

/** Kinds of draft texts. */
export type TextKind = "TEXT" | "THINKING" | "ARGUMENTS";

/** A piece of text of an entry that is being written. `offset`: UTF-16 code units from the start of the part. */
export interface DraftDelta {
  entryId: string;
  part: number;
  kind: TextKind;
  offset: number;
  text: string;
  /** The stream that contains it; default: that of the call's conversation. */
  streamId?: string;
}

/** True for the last event of a stream. */
export function endsStream(body: DurableEventBody): boolean {
  return body.kind === "ConversationClosed" || body.kind === "ResearchEnded";
}
