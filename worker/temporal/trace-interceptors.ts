import { context, ROOT_CONTEXT, trace, TraceFlags } from "@opentelemetry/api";
import {
  type ActivityInput,
  proxySinks,
  type Sinks,
  type WorkflowInboundCallsInterceptor,
  workflowInfo,
  type WorkflowInterceptors,
  type WorkflowOutboundCallsInterceptor,
} from "@temporalio/workflow";
import type { Traced } from "../../protocol/conversation/conversation-workflow.ts";
import { activitySpanId, readTraceparent } from "../../protocol/telemetry/trace-context.ts";

/** An activity as its workflow saw it, from scheduling to result. Times are the workflow's, ms. */
export interface ScheduledActivity {
  traceId: string;
  /** The span above it: the turn's, or the research run's. */
  parentId: string;
  spanId: string;
  activity: string;
  activityId: string;
  startMs: number;
  endMs: number;
}

/** Where workflows tell of their activities. Not called in replay. */
export interface TraceSinks extends Sinks {
  tramontane: { activityEnded(told: ScheduledActivity): void };
}

/** A span that is not recorded, nor is what lies under it. */
const untracedContext = trace.setSpanContext(ROOT_CONTEXT, {
  traceId: "f".repeat(32),
  spanId: "f".repeat(16),
  traceFlags: TraceFlags.NONE,
  isRemote: true,
});

/**
 * A conversation's workflow lives for months and is no span. The SDK's own interceptors, which stand in every history
 * since the first, run untracedContext under these; these tell of each activity in the trace of the turn that it worked for.
 * Nothing here waits: a promise more or less would change the order of what workflows do.
 */
export const interceptors = (): WorkflowInterceptors => ({
  inbound: [quiet],
  outbound: [tellActivities()],
});

const quiet: WorkflowInboundCallsInterceptor = {
  execute: (input, next) => context.with(untracedContext, () => next(input)),
  handleSignal: (input, next) => context.with(untracedContext, () => next(input)),
  handleQuery: (input, next) => context.with(untracedContext, () => next(input)),
};

function tellActivities(): WorkflowOutboundCallsInterceptor {
  const { tramontane } = proxySinks<TraceSinks>();
  let turn: string | undefined;
  const tell = (input: Scheduled, done: Promise<unknown>) => {
    const startMs = Date.now();
    void done.then((result) => {
      const { traceparent = turn, idle } = (result ?? {}) as Traced;
      turn = traceparent;
      const told = idle ? null : scheduled(input, traceparent, startMs);
      if (told) tramontane.activityEnded(told);
    }, () => {});
    return done;
  };
  return {
    scheduleActivity: (input, next) => tell(input, next(input)),
    scheduleLocalActivity: (input, next) => tell(input, next(input)),
  };
}

type Scheduled = Pick<ActivityInput, "activityType" | "seq">;

function scheduled(
  { activityType: activity, seq }: Scheduled,
  traceparent: string | undefined,
  startMs: number,
): ScheduledActivity | null {
  const above = readTraceparent(traceparent);
  if (!above?.sampled) return null;
  const { traceId, spanId: parentId } = above;
  const activityId = String(seq);
  const spanId = activitySpanId(workflowInfo().runId, activityId);
  return { traceId, parentId, spanId, activity, activityId, startMs, endMs: Date.now() };
}
