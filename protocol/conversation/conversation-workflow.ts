import type { WorkflowTimes } from "../temporal/workflow-times.ts";

/** The workflow's type name. */
export const conversationWorkflow = "conversation";
/** Signal without content: read the record. */
export const wakeSignal = "wake";
/** Query that returns a `ConversationLive`. Of a research run it takes the conversation of a phase, or nothing. */
export const liveQuery = "live";
/** Default task queue. */
export const defaultTaskQueue = "tramontane";

/** Input of the workflow, also when it continues as new. Ids only: a history contains no content. */
export interface ConversationInput {
  tenant: string;
  conversationId: string;
  /** Default: `defaultTimes`. */
  times?: WorkflowTimes;
}

/** Input of `advance`. `researchId`: the research run whose workflow drives this conversation, a phase of it. */
export interface AdvanceInput extends ConversationInput {
  researchId?: string;
}

/** The state of a run. Dates are ISO instants. */
export interface ConversationLive {
  at: string;
  /** True while the worker reads the record or calls a model for it. */
  advancing: boolean;
  /** Ids of tool calls in progress. */
  toolCalls: string[];
  /** When it next reads the record without a wake-up; null while an activity runs. */
  wakesAt: string | null;
}

/** The workflow id of a conversation, so that at most one run is open. */
export function conversationWorkflowId({ tenant, conversationId }: ConversationInput): string {
  return `conversation-${tenant}-${conversationId}`;
}

/** `superseded`: another version of the worker takes new runs; this run should end as soon as possible. */
export interface SupersededFlag {
  superseded?: boolean;
}

/** The place of an activity's work in a trace; absent if nothing is recorded. */
export interface Traced {
  /** W3C trace context of the parent span: that of a turn or of a research run. */
  traceparent?: string;
  /** True if it found nothing to do, so that no span is exported. */
  idle?: boolean;
}

/** Result of `advance`: the next action, and the turn in whose trace it is. */
export type Advance = NextAction & Traced & SupersededFlag;

/** The next action of the workflow. */
type NextAction =
  /** There is no work. */
  | { next: "rest" }
  /** A step was committed; advance again at once. */
  | { next: "advance" }
  /** A call is retried after this time, ms. A wake-up ends the wait. */
  | { next: "later"; waitMs: number }
  /**
   * Run these tool calls in parallel. `wakeInMs`: others wait for approvals; advance again at a wake-up, or when the
   * next approval expires.
   */
  | { next: "tools"; toolCalls: ToolCallRef[]; wakeInMs?: number };

/** A tool call is retried after `waitMs`. */
export interface ToolWait extends Pick<Traced, "idle"> {
  waitMs: number;
}

/** A tool call to run. */
export interface ToolCallRef {
  id: string;
  /** `<server>.<tool>`, for Temporal's UI; absent if it is unknown. */
  tool?: string;
  /** True for a short, repeatable call, which needs no task queue and no heartbeat. */
  quick?: boolean;
}
