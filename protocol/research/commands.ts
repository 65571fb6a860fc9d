import type { Budget } from "../budget/budget.ts";

/** Starts a research run. Forms, lengths and symbols are validated. */
export interface StartResearch {
  idempotencyKey: string;
  question: string;
  symbols: string[];
  /** Symbols that no security has are accepted; absent: refused. */
  allowUnknown?: true;
  /** Maximum number of searches. */
  searches: number;
  /** Maximum number of revisions that the verifier may request. */
  revisions: number;
  /** BCP 47 tag. */
  language: string;
  /** Alias of the agents that execute the phases. */
  alias: string;
  /** Null: no limit. */
  budget: Budget | null;
  /** Subject of the owner; absent: the caller. */
  onBehalfOf?: string;
}

/** Cancels a research run. */
export interface CancelResearch {
  idempotencyKey: string;
  researchId: string;
  reason: string | null;
}

/** Starts a run that copies the phases before this one. */
export interface ForkResearch {
  idempotencyKey: string;
  phaseId: string;
  budget: Budget | null;
  /** Subject of the owner; absent: the caller. */
  onBehalfOf?: string;
}

/** Result of `StartResearch` and `ForkResearch`. */
export interface StartedResearch {
  researchId: string;
  replayed: boolean;
}

/** Result of `CancelResearch`. */
export interface CancelledResearch {
  researchId: string;
  replayed: boolean;
}
