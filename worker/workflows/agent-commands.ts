import { defineSignal, proxyActivities, setHandler } from "@temporalio/workflow";
import type { AgentCommandsInput } from "../../protocol/agent/agent-workflow.ts";
import { wakeSignal } from "../../protocol/conversation/conversation-workflow.ts";
import { defaultTimes, type WorkflowTimes } from "../../protocol/temporal/workflow-times.ts";
import type { Activities } from "../activities/mod.ts";

const activities = ({ heartbeatMs }: WorkflowTimes) =>
  proxyActivities<Activities>({
    startToCloseTimeout: "10 minutes",
    heartbeatTimeout: heartbeatMs,
    scheduleToCloseTimeout: "1 hour",
    retry: { initialInterval: 500, backoffCoefficient: 2, maximumInterval: 10_000 },
  });

/** Carries out what waits for an agent, one after the other, until nothing rang meanwhile. */
export async function agentCommands(
  input: AgentCommandsInput & { times?: WorkflowTimes },
): Promise<void> {
  const { executeAgentCommands } = activities(input.times ?? defaultTimes);
  let rung = true;
  setHandler(defineSignal(wakeSignal), () => void (rung = true));
  while (rung) {
    rung = false;
    await executeAgentCommands({ tenant: input.tenant, agent: input.agent });
  }
}
