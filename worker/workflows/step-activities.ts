import { proxyActivities, proxyLocalActivities } from "@temporalio/workflow";
import type { WorkflowTimes } from "../../protocol/temporal/workflow-times.ts";
import type { Activities } from "../activities/mod.ts";

/**
 * The record limits the attempts of each call. Temporal retries only errors of this service, such as an unreachable
 * database, for an hour; then the workflow fails, and the sweeper starts it again.
 */
const limits = {
  startToCloseTimeout: "15 minutes",
  scheduleToCloseTimeout: "1 hour",
  retry: { initialInterval: 500, backoffCoefficient: 2, maximumInterval: 10_000 },
} as const;

/** The activities of a conversation's steps. */
export const stepActivities = ({ heartbeatMs }: WorkflowTimes) => ({
  remote: proxyActivities<Activities>({ ...limits, heartbeatTimeout: heartbeatMs }),
  /**
   * Local activities run in the worker of the workflow task, without a queue and a heartbeat. When that worker dies, the
   * task times out after 10 s.
   */
  local: proxyLocalActivities<Activities>(limits),
});

/** See `stepActivities`. */
export type StepActivities = ReturnType<typeof stepActivities>;
