import { defineSignal, proxyActivities, setHandler } from "@temporalio/workflow";
import type { AgentCommandsInput } from "../../protocol/agent/agent-workflow.ts";
import type { CommandQueue } from "../../protocol/command/command-workflow.ts";
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
  await whileWoken(() => executeAgentCommands({ tenant: input.tenant, agent: input.agent }));
}

/** Executes the pending commands of a queue that is not an agent's, in the same way. */
export async function commands(input: CommandQueue & { times?: WorkflowTimes }): Promise<void> {
  const { executeCommands } = activities(input.times ?? defaultTimes);
  await whileWoken(() => executeCommands({ tenant: input.tenant, queue: input.queue }));
}

async function whileWoken(execute: () => Promise<void>): Promise<void> {
  let woken = true;
  setHandler(defineSignal(wakeSignal), () => void (woken = true));
  while (woken) {
    woken = false;
    await execute();
  }
}
