import type { Budget } from "../budget/budget.ts";

/** Starts a research run. Checked already: shapes, lengths, symbols. */
export interface StartResearch {
  idempotencyKey: string;
  question: string;
  symbols: string[];
  /** Most searches. */
  searches: number;
  /** How often the verifier may send the report back. */
  revisions: number;
  /** BCP 47. */
  language: string;
  /** Of the agents that do the phases. */
  alias: string;
  /** Null is none. */
  budget: Budget | null;
}

/** Stops a research run. */
export interface CancelResearch {
  idempotencyKey: string;
  researchId: string;
  reason: string | null;
}

/** Starts a run that keeps what came before this phase. */
export interface ForkResearch {
  idempotencyKey: string;
  phaseId: string;
  budget: Budget | null;
}

/** See `StartResearch` and `ForkResearch`. */
export interface StartedResearch {
  researchId: string;
  replayed: boolean;
}

/** See `CancelResearch`. `conversationIds`: where turns were stopped. */
export interface CancelledResearch {
  researchId: string;
  conversationIds: string[];
  replayed: boolean;
}
