import type { InjectedSinks } from "@temporalio/worker";
import { attributes } from "../../telemetry/attributes.ts";
import type { ScheduledActivity, TraceSinks } from "../temporal/trace-interceptors.ts";
import type { TellSpan } from "../tracing.ts";

/** What workflows tell of activities becomes spans; nothing without an exporter. Never in replay. */
export function traceSinks(tell: TellSpan | null): InjectedSinks<TraceSinks> {
  return {
    tramontane: {
      activityEnded: {
        fn: ({ workflowId, runId }, told) => tell?.(spanOf(told, { workflowId, runId })),
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
