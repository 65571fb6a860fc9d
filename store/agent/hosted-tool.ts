import type { AgentTool } from "../../protocol/agent/agent.ts";
import type { WantedTool } from "../../protocol/agent/commands.ts";
import { hostedServer, hostedToolShape, isHostedTool } from "../../protocol/agent/hosted-tools.ts";
import { contentHash } from "../ids.ts";

/** The snapshot of a tool that the provider runs itself; null for any other. It always runs: nobody can be asked. */
export function hostedTool(wanted: WantedTool): AgentTool | null {
  const { server, name, approvalTimeoutMs, approveOnTimeout, settings } = wanted;
  if (server !== hostedServer || name === null || !isHostedTool(name)) return null;
  const shape = hostedToolShape(name);
  return {
    server,
    tool: { ...shape, hash: contentHash(shape) },
    policy: "AUTO",
    approvalTimeoutMs,
    approveOnTimeout,
    ...(settings && { settings }),
  };
}
