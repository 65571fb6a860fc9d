import type { Verdict } from "../approval/approval.ts";
import type { Actor, Failure, Status } from "../status.ts";

/** What a event tells. Each is exactly one member of the schema's event union; `kind` is that member's name. */
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
  | { kind: "ResearchEnded"; researchId: string; status: Status };

/** A event before it has a number. `id` is unique in its stream: appending it again is a no-op. */
export interface NewEvent {
  id: string;
  turnId?: string | null;
  callId?: string | null;
  body: DurableEventBody;
}

/** A event of the log. */
export interface DurableEvent {
  streamId: string;
  seq: number;
  at: Date;
  body: DurableEventBody;
}

/** What the text of a draft is. */
export type TextKind = "TEXT" | "THINKING" | "ARGUMENTS";

/** A piece of text of an entry being written. `offset` counts UTF-16 code units inside the part. */
export interface DraftDelta {
  entryId: string;
  part: number;
  kind: TextKind;
  offset: number;
  text: string;
  /** The stream it is read in; the conversation's of its call when left out. */
  streamId?: string;
}

/** True for the event behind which a stream has nothing more. */
export function endsStream(body: DurableEventBody): boolean {
  return body.kind === "ConversationClosed" || body.kind === "ResearchEnded";
}
