import type { AgentCommandsInput } from "../../protocol/agent/agent-workflow.ts";
import { createExecuteCommands } from "../commands/execute-commands.ts";
import { createAdvance } from "./advance.ts";
import { createAdvanceResearch } from "./advance-research.ts";
import { createCallTool } from "./call-tool.ts";
import type { SharedDeps } from "./deps.ts";
import { createFireSchedule } from "./fire-schedule.ts";
import { createWakeWhenEnded } from "./wake-when-ended.ts";

/** All activities, by the names that workflows call. */
export function createActivities(deps: SharedDeps) {
  const executeCommands = createExecuteCommands(deps);
  return {
    advance: createAdvance(deps),
    callTool: createCallTool(deps),
    advanceResearch: createAdvanceResearch(deps),
    executeCommands,
    fireSchedule: createFireSchedule(deps),
    executeAgentCommands: ({ tenant, agent }: AgentCommandsInput) =>
      executeCommands({ tenant, queue: agent }),
    wakeWhenEnded: createWakeWhenEnded(deps),
  };
}

/** The type of the activities, for workflows. */
export type Activities = ReturnType<typeof createActivities>;
