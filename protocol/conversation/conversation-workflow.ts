import type { WorkflowTimes } from "../temporal/workflow-times.ts";

/** The workflow's type name. */
export const conversationWorkflow = "conversation";
/** Signal without content: look at the inbox. */
export const wakeSignal = "wake";
/** Query that answers a `ConversationLive`. */
export const liveQuery = "live";
/** Task queue unless configured. */
export const defaultTaskQueue = "tramontane";

/** What the workflow is started with, and continues as new with. Ids only: history holds no content. */
export interface ConversationInput {
  tenant: string;
  conversationId: string;
  /** `defaultTimes` unless told. */
  times?: WorkflowTimes;
}

/** What the workflow says of itself. Dates are ISO instants. */
export interface ConversationLive {
  at: string;
  /** True while it has the worker look at the record or ask a model. */
  advancing: boolean;
  /** Tool calls under way, by id. */
  toolCalls: string[];
  /** When it next wakes by itself; null while something is under way. */
  wakesAt: string | null;
}

/** The workflow id of a conversation; one at a time runs, ever. */
export function conversationWorkflowId({ tenant, conversationId }: ConversationInput): string {
  return `conversation-${tenant}-${conversationId}`;
}

/** `superseded`: another version of the worker takes new runs; this run should end as soon as it can. */
export interface SupersededFlag {
  superseded?: boolean;
}

/** Where an activity's work shows in a trace; left out when nothing is recorded. */
export interface Traced {
  /** W3C trace context of the span that the work lies under: a turn's, or a research run's. */
  traceparent?: string;
  /** True: it looked, and did nothing that a trace shows. */
  idle?: boolean;
}

/** What `advance` found to do, or did, and the turn in whose trace it did. */
export type Advance = NextAction & Traced & SupersededFlag;

/** What follows. */
type NextAction =
  /** Nothing waits. */
  | { next: "rest" }
  /** A step was committed; look again at once. */
  | { next: "advance" }
  /** Nothing before so many ms: a call waits to be tried again. Whoever rings meanwhile is heard. */
  | { next: "later"; waitMs: number }
  /**
   * These tool calls are due, together. `wakeInMs`: humans are asked about others; look again when rung, or when the
   * next approval runs out.
   */
  | { next: "tools"; toolCalls: ToolCallRef[]; wakeInMs?: number };

/** A tool call that is to be made again, after so many ms. */
export interface ToolWait extends Pick<Traced, "idle"> {
  waitMs: number;
}

/** A tool call that is due. */
export interface ToolCallRef {
  id: string;
  /** `<server>.<tool>`, for Temporal's UI; left out where it is not known, and by releases before 0.2. */
  tool?: string;
  /** True: it is soon over and may be made again, so that it needs no place in a queue and no heartbeat. */
  quick?: boolean;
}
