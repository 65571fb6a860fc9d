import {
  type ActivityInput,
  proxySinks,
  type Sinks,
  workflowInfo,
  type WorkflowInterceptors,
  type WorkflowOutboundCallsInterceptor,
} from "@temporalio/workflow";
import type {
  ConversationInput,
  Traced,
} from "../../protocol/conversation/conversation-workflow.ts";
import { activitySpanId, readTraceparent } from "../../protocol/telemetry/trace-context.ts";

/** An activity from scheduling to result, by the workflow's times, ms. */
export interface ScheduledActivity {
  traceId: string;
  /** The parent span: that of the turn or the research run. */
  parentId: string;
  spanId: string;
  activity: string;
  activityId: string;
  startMs: number;
  endMs: number;
}

/** Sinks that receive the activities of workflows. Not called in replay. */
export interface TraceSinks extends Sinks {
  tramontane: { activityEnded(activity: ScheduledActivity): void };
}

/**
 * The workflow of a conversation lives for months and has no span. This reports each activity in the trace of its turn.
 * It must not await: another promise would change the order of the workflow's commands.
 */
export const interceptors = (): WorkflowInterceptors => ({ outbound: [reportActivities()] });

function reportActivities(): WorkflowOutboundCallsInterceptor {
  const { tramontane } = proxySinks<TraceSinks>();
  /** The trace of the current turn of each conversation that this workflow drives. */
  const turns = new Map<string | undefined, string | undefined>();
  const report = (input: Scheduled, done: Promise<unknown>) => {
    const startMs = Date.now();
    void done.then((result) => {
      const { conversationId } = (input.args[0] ?? {}) as Partial<ConversationInput>;
      const { traceparent = turns.get(conversationId), idle } = (result ?? {}) as Traced;
      turns.set(conversationId, traceparent);
      const ended = idle ? null : scheduled(input, traceparent, startMs);
      if (ended) tramontane.activityEnded(ended);
    }, () => {});
    return done;
  };
  return {
    scheduleActivity: (input, next) => report(input, next(input)),
    scheduleLocalActivity: (input, next) => report(input, next(input)),
  };
}

type Scheduled = Pick<ActivityInput, "activityType" | "args" | "seq">;

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
