import type { AgentTool } from "../../protocol/agent/agent.ts";
import type { WantedTool } from "../../protocol/agent/commands.ts";
import { hostedServer, hostedToolShape, isHostedTool } from "../../protocol/agent/hosted-tools.ts";
import { contentHash } from "../ids.ts";

/** The snapshot of a hosted tool; null for any other. Its policy is always AUTO, because the provider runs it. */
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
