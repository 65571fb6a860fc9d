import type { Verdict } from "./approval.ts";
import type { Actor, Failure, Status } from "./status.ts";

/** What a fact tells. Each is exactly one member of the schema's event union; `kind` is that member's name. */
export type FactBody =
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

/** A fact before it has a number. `id` is unique in its stream: appending it again is a no-op. */
export interface NewFact {
  id: string;
  turnId?: string | null;
  callId?: string | null;
  body: FactBody;
}

/** A fact of the log. */
export interface Fact {
  streamId: string;
  seq: number;
  at: Date;
  body: FactBody;
}

/** What the text of a draft is. */
export type TextKind = "TEXT" | "THINKING" | "ARGUMENTS";

/** A piece of text of an entry being written. `offset` counts UTF-16 code units inside the part. */
export interface DraftChunk {
  entryId: string;
  part: number;
  kind: TextKind;
  offset: number;
  text: string;
  /** The stream it is read in; the conversation's of its call when left out. */
  streamId?: string;
}

/** True for the fact behind which a stream has nothing more. */
export function endsStream(body: FactBody): boolean {
  return body.kind === "ConversationClosed" || body.kind === "ResearchEnded";
}
