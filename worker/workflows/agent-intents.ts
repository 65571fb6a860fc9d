import { defineSignal, proxyActivities, setHandler } from "@temporalio/workflow";
import type { AgentIntentsInput } from "../../protocol/agent-workflow.ts";
import { doorbellSignal } from "../../protocol/conversation-workflow.ts";
import { defaultTimes, type WorkflowTimes } from "../../protocol/workflow-times.ts";
import type { Activities } from "../activities/mod.ts";

const activities = ({ heartbeatMs }: WorkflowTimes) =>
  proxyActivities<Activities>({
    startToCloseTimeout: "10 minutes",
    heartbeatTimeout: heartbeatMs,
    scheduleToCloseTimeout: "1 hour",
    retry: { initialInterval: 500, backoffCoefficient: 2, maximumInterval: 10_000 },
  });

/** Carries out what waits for an agent, one after the other, until nothing rang meanwhile. */
export async function agentIntents(
  input: AgentIntentsInput & { times?: WorkflowTimes },
): Promise<void> {
  const { settleIntents } = activities(input.times ?? defaultTimes);
  let rung = true;
  setHandler(defineSignal(doorbellSignal), () => void (rung = true));
  while (rung) {
    rung = false;
    await settleIntents({ tenant: input.tenant, agent: input.agent });
  }
}
