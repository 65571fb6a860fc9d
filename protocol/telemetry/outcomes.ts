import type { Verdict } from "../approval/approval.ts";
import type { FailureCode, Status } from "../status.ts";

/** A turn that ended. Times in ms. */
export interface TurnEnded {
  tenant: string;
  conversationId: string;
  turnId: string;
  agent: string;
  status: Status;
  code: FailureCode | null;
  /** From its message's acceptance to its begin; null where it never began. */
  waitMs: number | null;
  /** From its begin to its end; null where it never began. */
  tookMs: number | null;
  traceparent: string | null;
}

/** A model call or tool call that ended. */
export interface CallEnded {
  tenant: string;
  conversationId: string;
  turnId: string;
  callId: string;
  /** `tool`: also one that the provider ran. */
  kind: "model" | "tool";
  agent: string;
  /** The model that was asked; of a tool call null. */
  model: string | null;
  server: string | null;
  tool: string | null;
  status: Status;
  code: FailureCode | null;
  tookMs: number | null;
  inputTokens: number;
  outputTokens: number;
  estimated: boolean;
  /** Billionths of USD; null where no price is known. */
  costNanos: number | null;
  traceparent: string | null;
}

/** An attempt that failed and is followed by another. */
export interface CallRetried {
  tenant: string;
  conversationId: string;
  callId: string;
  kind: "model" | "tool";
  /** The model, or the MCP server. */
  target: string;
  code: FailureCode;
  attempt: number;
  traceparent: string | null;
}

/** A question to a human, as it stands now. */
export interface ApprovalOutcome {
  tenant: string;
  conversationId: string;
  approvalId: string;
  callId: string;
  verdict: Verdict;
  /** From the question to the verdict; null while it is pending. */
  waitMs: number | null;
  traceparent: string | null;
}

/** A research run that ended. */
export interface RunEnded {
  tenant: string;
  researchId: string;
  status: Status;
  code: FailureCode | null;
  tookMs: number;
  traceparent: string | null;
}

/** A phase of a research run that ended. */
export interface PhaseEnded {
  tenant: string;
  researchId: string;
  phaseId: string;
  phase: string;
  status: Status;
  code: FailureCode | null;
  tookMs: number | null;
  traceparent: string | null;
}

/** What happened in transactions that committed, for logs and metrics. */
export interface Outcomes {
  turns: readonly TurnEnded[];
  calls: readonly CallEnded[];
  retries: readonly CallRetried[];
  approvals: readonly ApprovalOutcome[];
  runs: readonly RunEnded[];
  phases: readonly PhaseEnded[];
}
