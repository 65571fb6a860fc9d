import type { AgentTool, PromptSource } from "../../protocol/agent/agent.ts";
import { hostedServer } from "../../protocol/agent/hosted-tools.ts";
import { serverId } from "../../protocol/ids.ts";
import type { AgentVersionRecord } from "../../protocol/agent/records.ts";
import type { McpServerRecord } from "../../protocol/mcp/records.ts";
import { type Change, textChange, toolChanges } from "./changes.ts";
import type { Reads } from "../ports/reads.ts";

/**
 * True when the server lists a different tool under this name, or none; null when it does not answer. False for tools
 * of the provider, which does not describe them.
 */
export async function toolDrifted(
  { server, tool }: AgentTool,
  reads: Reads,
): Promise<boolean | null> {
  if (server === hostedServer) return false;
  const now = await answering(server, reads);
  if (!now) return null;
  return now.tools.find((t) => t.name === tool.name)?.hash !== tool.hash;
}

/** True when the prompt now returns a different text; null when it returns none. */
export async function promptDrifted(
  { source, instructions }: { source: PromptSource; instructions: string },
  reads: Reads,
): Promise<boolean | null> {
  const text = await promptNow(source, reads);
  return text === null ? null : text !== instructions;
}

/** Differences between a version and the last listing of the MCP servers; null when one does not answer. */
export async function driftOf(
  { spec }: AgentVersionRecord,
  reads: Reads,
): Promise<Change[] | null> {
  const ofTools = await Promise.all(spec.tools.map(async ({ server, tool }) => {
    if (server === hostedServer) return [];
    const now = await answering(server, reads);
    if (!now) return null;
    return toolChanges(server, tool, now.tools.find((t) => t.name === tool.name) ?? null);
  }));
  const text = spec.prompt ? await promptNow(spec.prompt, reads) : spec.instructions;
  if (text === null) return null;
  const all = [textChange("instructions", spec.instructions, text), ...ofTools];
  return all.includes(null) ? null : all.flatMap((changes) => changes ?? []);
}

async function answering(server: string, reads: Reads): Promise<McpServerRecord | null> {
  const found = await reads.mcpServer(serverId(server));
  return found && found.failure === null && found.seenAt !== null ? found : null;
}

async function promptNow(source: PromptSource, reads: Reads): Promise<string | null> {
  const { server, name, arguments: given } = source;
  if (!await answering(server, reads)) return null;
  const found = await reads.promptText(JSON.stringify({ server, name, arguments: given }));
  return found && found.failure === null ? found.text : null;
}
