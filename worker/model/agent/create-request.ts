import type { CreateAgentRequest } from "@mistralai/mistralai/models/components";
import type { AgentTool } from "../../../protocol/agent/agent.ts";
import { hostedServer } from "../../../protocol/agent/hosted-tools.ts";
import { modelToolName } from "../../../protocol/agent/tool-name.ts";
import type { Mark } from "../../../store/agent/reconcile-agents.ts";
import type { ClaimedModelCall } from "../../../store/call/claimed-model-call.ts";
import { toCompletionArgs } from "../call/completion-args.ts";
import { modelOf } from "../call/plan.ts";
import { toGuardrails } from "./guardrails.ts";

/** A version, called by its own model or by the fallback. */
export type CalledAgent = Pick<ClaimedModelCall, "version" | "fallback">;

/** The request that creates the agent of a version. `handoffs`: the agents at the provider that it may hand over to. */
export function createRequest(
  agent: CalledAgent,
  handoffs: readonly string[],
  mark: Mark,
): CreateAgentRequest {
  const { version, fallback } = agent;
  const { instructions, settings, tools, outputSchema, guardrails } = version.spec;
  return {
    name: remoteAgentName(version, fallback),
    model: modelOf(agent),
    instructions,
    tools: tools.map(toTool),
    completionArgs: toCompletionArgs(settings, false, outputSchema),
    metadata: {
      tramontane_version: version.id,
      tramontane_deployment: mark.deployment,
      tramontane_epoch: mark.epoch,
    },
    ...(handoffs.length > 0 && { handoffs: [...handoffs] }),
    ...(guardrails != null && { guardrails: toGuardrails(guardrails) }),
  };
}

/**
 * The name of a version's agent at the provider: `<agent>-v<number>-<first 12 digits of the hash>`, followed by
 * `-<model>` for the agent of the fallback model.
 */
export function remoteAgentName(
  { agentName, number, hash }: Pick<CalledAgent["version"], "agentName" | "number" | "hash">,
  fallback: string | null = null,
): string {
  const own = `${agentName}-v${number}-${hash.slice(0, 12)}`;
  return fallback === null ? own : `${own}-${fallback}`;
}

/** A tool in the form of the API: one that the provider runs by its type, any other as a function. */
function toTool({ server, tool, settings }: AgentTool) {
  if (server === hostedServer) return toHostedTool(tool.name, settings);
  const parameters = tool.inputSchema as Record<string, unknown>;
  const description = tool.description ?? tool.title ?? tool.name;
  const name = modelToolName(server, tool.name);
  return { type: "function" as const, function: { name, description, parameters } };
}

function toHostedTool(name: string, settings: AgentTool["settings"]) {
  if (name !== "document_library") return { type: name as "web_search" };
  return { type: name, libraryIds: settings?.libraryIds as string[] } as const;
}
