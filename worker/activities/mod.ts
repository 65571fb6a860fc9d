import { createExecuteAgentCommands } from "../agents/execute-agent-commands.ts";
import { createAdvance } from "./advance.ts";
import { createAdvanceResearch } from "./advance-research.ts";
import { createCallTool } from "./call-tool.ts";
import type { SharedDeps } from "./deps.ts";
import { createWakeWhenEnded } from "./wake-when-ended.ts";

/** All activities, by the names that workflows call. */
export function createActivities(deps: SharedDeps) {
  return {
    advance: createAdvance(deps),
    callTool: createCallTool(deps),
    advanceResearch: createAdvanceResearch(deps),
    executeAgentCommands: createExecuteAgentCommands(deps),
    wakeWhenEnded: createWakeWhenEnded(deps),
  };
}

/** The type of the activities, for workflows. */
export type Activities = ReturnType<typeof createActivities>;
