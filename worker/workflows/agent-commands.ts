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

/** Executes the pending commands of an agent, one after another, until no wake-up arrives meanwhile. */
export async function agentCommands(
  input: AgentCommandsInput & { times?: WorkflowTimes },
): Promise<void> {
  const { executeAgentCommands } = activities(input.times ?? defaultTimes);
  let woken = true;
  setHandler(defineSignal(wakeSignal), () => void (woken = true));
  while (woken) {
    woken = false;
    await executeAgentCommands({ tenant: input.tenant, agent: input.agent });
  }
}
