import type { InjectedSinks } from "@temporalio/worker";
import { attributes } from "../../telemetry/attributes.ts";
import type { ScheduledActivity, TraceSinks } from "../temporal/trace-interceptors.ts";
import type { ExportSpan } from "../telemetry/tracing.ts";

/** Exports a span for each activity that a workflow reports; not during replay, and nothing without an exporter. */
export function traceSinks(exportSpan: ExportSpan | null): InjectedSinks<TraceSinks> {
  return {
    tramontane: {
      activityEnded: {
        fn: ({ workflowId, runId }, activity) =>
          exportSpan?.(spanOf(activity, { workflowId, runId })),
        callDuringReplay: false,
      },
    },
  };
}

function spanOf(
  { activity, activityId, ...span }: ScheduledActivity,
  { workflowId, runId }: { workflowId: string; runId: string },
) {
  return {
    ...span,
    sampled: true,
    name: `StartActivity:${activity}`,
    attributes: {
      [attributes.workflowId]: workflowId,
      [attributes.runId]: runId,
      [attributes.activityId]: activityId,
    },
  };
}
