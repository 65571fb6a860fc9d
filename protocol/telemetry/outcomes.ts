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
  /** From the acceptance of its message to its start; null if it never started. */
  waitMs: number | null;
  /** From its start to its end; null if it never started. */
  tookMs: number | null;
  traceparent: string | null;
}

/** A model call or tool call that ended. */
export interface CallEnded {
  tenant: string;
  conversationId: string;
  turnId: string;
  callId: string;
  /** `tool` includes hosted tools. */
  kind: "model" | "tool";
  agent: string;
  /** The requested model; null for a tool call. */
  model: string | null;
  server: string | null;
  tool: string | null;
  status: Status;
  code: FailureCode | null;
  tookMs: number | null;
  inputTokens: number;
  outputTokens: number;
  estimated: boolean;
  /** Billionths of USD; null if no price is known. */
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

/** An approval that was requested or decided. */
export interface ApprovalOutcome {
  tenant: string;
  conversationId: string;
  approvalId: string;
  callId: string;
  verdict: Verdict;
  /** From the request to the verdict; null while it is pending. */
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

/** Outcomes of committed transactions, for logs and metrics. */
export interface Outcomes {
  turns: readonly TurnEnded[];
  calls: readonly CallEnded[];
  retries: readonly CallRetried[];
  approvals: readonly ApprovalOutcome[];
  runs: readonly RunEnded[];
  phases: readonly PhaseEnded[];
}
