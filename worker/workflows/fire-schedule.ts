import { proxyActivities, workflowInfo } from "@temporalio/workflow";
import type { FiringInput } from "../../protocol/schedule/schedule-workflow.ts";
import { defaultTimes, type WorkflowTimes } from "../../protocol/temporal/workflow-times.ts";
import type { Activities } from "../activities/mod.ts";

const activities = ({ heartbeatMs }: WorkflowTimes) =>
  proxyActivities<Activities>({
    startToCloseTimeout: "2 minutes",
    heartbeatTimeout: heartbeatMs,
    scheduleToCloseTimeout: "1 hour",
    retry: { initialInterval: 500, backoffCoefficient: 2, maximumInterval: 10_000 },
  });

/** One firing of a schedule, started by Temporal's schedule at a nominal time, which the activity gets. */
export async function fireSchedule(
  { tenant, scheduleId, times: given }: FiringInput & { times?: WorkflowTimes },
): Promise<void> {
  const times = workflowInfo().searchAttributes.TemporalScheduledStartTime as Date[] | undefined;
  const due = times?.[0];
  if (!due) throw new Error("a firing is started by a schedule alone");
  await activities(given ?? defaultTimes).fireSchedule({
    tenant,
    scheduleId,
    due: due.toISOString(),
  });
}
