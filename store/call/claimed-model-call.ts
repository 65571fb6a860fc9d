import type { Failure } from "../../protocol/status.ts";
import type { PhaseText } from "../research/phase-text.ts";
import type { Checkpoint } from "../turn/open-turn.ts";
import type { CalledVersion } from "./called-versions.ts";
import type { ClaimedCall } from "./claimed-call.ts";
import type { ModelInput } from "./model-inputs.ts";

/** Where the answer to an earlier attempt's request may be found at the provider. */
export interface LostAnswer {
  /** The remote conversation that an earlier attempt created. */
  remoteId: string | null;
  /** A remote conversation was requested whose id never arrived: only the call id in its metadata can find it. */
  remoteConversationUnknown: boolean;
}

/** A claimed model call, with everything needed to make it. */
export interface ClaimedModelCall extends ClaimedCall {
  step: number;
  /** Limit of `attempt`, which includes the `earlierAttempts`. */
  maxAttempts: number;
  /** Attempts that called another model. */
  earlierAttempts: number;
  /** Answers of earlier attempts that were complete and rejected. */
  rejectedAnswers: number;
  /** The fallback model, if that one is called; null is the version's own model. */
  fallback: string | null;
  version: CalledVersion;
  /** Other versions that may write in its answer, after hand-offs. */
  handoffs: CalledVersion[];
  checkpoint: Checkpoint | null;
  inputs: ModelInput[];
  /** Not null: read the provider's history before sending anything, and never append. */
  lostAnswer: LostAnswer | null;
  /** Until the turn must have ended, ms. */
  deadlineMs: number;
  /** Limit of this answer's tool calls; calls beyond it are answered without being made. */
  toolCallsLeft: number;
  /** True if that limit comes from a budget, false if from the deployment. */
  toolCallsOfBudget: boolean;
  /** Limit of the answer's tokens by budgets alone; null is no limit. */
  maxTokens: number | null;
  /** The failure of the turn if its deadline passes. */
  late: Failure;
  traceparent: string | null;
  /** Id at the provider of the agent to ask; null: it was not created yet, or is that of another model or version. */
  remoteAgentId: string | null;
  /** Where the text of its research phase is written; null in a user's conversation. */
  phase: PhaseText | null;
}
