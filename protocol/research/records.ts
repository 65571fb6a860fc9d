import type { Budget } from "../budget/budget.ts";
import type { PhaseState } from "./phase.ts";
import type { Failure, Status } from "../status.ts";

/** A question answered by planner, searches, analysts, writer and verifier. */
export interface ResearchRunRecord {
  id: string;
  tenant: string;
  question: string;
  symbols: string[];
  /** BCP 47. */
  language: string;
  status: Status;
  createdAt: Date;
  endedAt: Date | null;
  /** Id of the phase it was forked from. */
  forkedFrom: string | null;
  /** True when the verifier passed the newest report. */
  verified: boolean;
  failure: Failure | null;
  budget: Budget;
  provider: string;
  sampleMarketData: boolean;
  /** Number of the log's last fact when this was read. */
  head: number;
}

/** One part of a research run. While RUNNING, `text` is what is written so far. */
export interface ResearchPhaseRecord extends PhaseState {
  researchId: string;
  startedAt: Date | null;
  endedAt: Date | null;
  /** Markdown, its parts joined by an empty line. */
  text: string;
  /** The turn that does the work. */
  turnId: string | null;
}
