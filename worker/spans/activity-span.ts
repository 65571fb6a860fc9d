import { Context } from "@temporalio/activity";
import { activitySpanId, readTraceparent } from "../../protocol/telemetry/trace-context.ts";
import { attributes } from "../../telemetry/attributes.ts";
import { contextOf, inSpan, withoutTracing } from "../../telemetry/span.ts";

/**
 * Runs an activity's work in the trace of its turn or run, as a child of the span that its workflow exports for the
 * activity. The span begins at `began`, before the claim that read the trace. Without a sampled trace nothing of the
 * work is recorded.
 */
export async function inActivitySpan<T>(
  { traceparent, began, ...more }: { traceparent: string | null; began: Date; turnId?: string },
  work: () => Promise<T>,
): Promise<T> {
  const above = readTraceparent(traceparent);
  if (!above?.sampled) return await withoutTracing(work);
  const { activityType, activityId, attempt, workflowExecution } = Context.current().info;
  const { runId = "", workflowId = "" } = workflowExecution ?? {};
  const start = {
    parent: contextOf({ ...above, spanId: activitySpanId(runId, activityId) }),
    startTime: began,
    attributes: {
      [attributes.workflowId]: workflowId,
      [attributes.runId]: runId,
      [attributes.activityId]: activityId,
      [attributes.activityAttempt]: attempt,
      ...(more.turnId && { [attributes.turnId]: more.turnId }),
    },
  };
  return await inSpan(`RunActivity:${activityType}`, start, work);
}
