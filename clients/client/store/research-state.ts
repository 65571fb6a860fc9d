import type { ConnectionState } from "../connection/connection-state.ts";
import type { Failure, Status } from "./entries.ts";
import type { Fault } from "./fault.ts";
import type { ResearchStateQuery } from "./store.generated.ts";

type Queried = NonNullable<ResearchStateQuery["research"]>;
/** A run as it was queried, without its phases: question, symbols, status, report. */
export type ResearchInfo = Omit<Queried, "phases" | "eventCursor">;
/** A phase as it was queried. */
export type PhaseNode = Queried["phases"][number];

/** A phase of a run, without its text: read that with `usePhaseText`. */
export interface ResearchPhase {
  readonly id: string;
  readonly status: Status;
  /** Null: not known yet. */
  readonly kind: PhaseNode["kind"] | null;
  readonly name: string;
  readonly round: number;
  readonly failure: Failure | null;
  /** RFC 3339; null: it has not begun, or is not known yet. */
  readonly startedAt: string | null;
  /** RFC 3339; null: it has not ended, or is not known yet. */
  readonly endedAt: string | null;
  /** The turn that executes it; null: it has not begun, or the caller may not read it. */
  readonly work:
    | { readonly turnId: string; readonly conversationId: string }
    | null;
}

/** A research run for display; the same object until something but text changes. */
export interface ResearchState {
  readonly id: string;
  /** Null while it loads. */
  readonly run: ResearchInfo | null;
  /** `LOADING` before the first answer, `MISSING`: there is none for this caller; else the status of the run. */
  readonly status: Status | "LOADING" | "MISSING";
  readonly phases: readonly ResearchPhase[];
  readonly connection: ConnectionState;
  readonly fault: Fault | null;
}
