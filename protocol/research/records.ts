import type { Budget } from "../budget/budget.ts";
import type { PhaseState } from "./phase.ts";
import type { ResolvedSymbol } from "./resolved-symbol.ts";
import type { Failure, Status } from "../status.ts";

/** A research run: planner, searches, analysts, writer and verifier answer a question. */
export interface ResearchRunRecord {
  id: string;
  tenant: string;
  question: string;
  symbols: string[];
  /** What was known of them at the start; empty for a run of an earlier release. */
  resolvedSymbols: ResolvedSymbol[];
  /** BCP 47. */
  language: string;
  status: Status;
  createdAt: Date;
  endedAt: Date | null;
  /** Id of the phase from which it was forked. */
  forkedFrom: string | null;
  /** True if the verifier accepted the newest report and the check found no gap. */
  verified: boolean;
  failure: Failure | null;
  budget: Budget;
  provider: string;
  sampleMarketData: boolean;
  /** Sequence number of the stream's last event when this was read. */
  head: number;
  /** Subject of the owner; null: it belongs to the whole tenant. */
  owner: string | null;
}

/** A phase of a research run. While RUNNING, `text` is what is written so far. */
export interface ResearchPhaseRecord extends PhaseState {
  researchId: string;
  startedAt: Date | null;
  endedAt: Date | null;
  /** Markdown, its parts joined by an empty line. */
  text: string;
  /** The turn that executes it. */
  turnId: string | null;
}
