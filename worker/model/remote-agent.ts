import type { Mistral } from "@mistralai/mistralai";
import type { AgentTool } from "../../protocol/agent.ts";
import { hostedServer } from "../../protocol/hosted-tools.ts";
import { modelToolName } from "../../protocol/tool-name.ts";
import type { Sql } from "../../store/connect.ts";
import type { ClaimedModelCall } from "../../store/engine/claim-model-call.ts";
import {
  claimRemoteAgent,
  keepRemoteAgent,
  releaseRemoteAgent,
} from "../../store/remote-agents.ts";
import { completionArgs } from "./request.ts";

type Version = ClaimedModelCall["version"];

/** How long one worker may take to make an agent before another tries, ms. */
const lease = 30_000;

/**
 * The agent at Mistral that a version is: made at first use, once, and never patched. A create whose answer was lost
 * is found by its name, which ends in the content hash. Null: another worker is making it, come back in `waitMs`.
 */
export async function ensureRemoteAgent(
  sql: Sql,
  mistral: Mistral,
  provider: string,
  version: Version,
  signal: AbortSignal,
): Promise<{ remoteId: string } | { waitMs: number }> {
  const found = await claimRemoteAgent(sql, version.id, provider, lease);
  if (found.found === "known") return { remoteId: found.remoteId };
  if (found.found === "later") return { waitMs: found.waitMs };
  try {
    const inTime = AbortSignal.any([signal, AbortSignal.timeout(lease / 2)]);
    const remoteId = await findOrCreate(mistral, version, inTime);
    await keepRemoteAgent(sql, version.id, provider, remoteId);
    return { remoteId };
  } catch (error) {
    await releaseRemoteAgent(sql, version.id, provider);
    throw error;
  }
}

async function findOrCreate(mistral: Mistral, version: Version, signal: AbortSignal) {
  const name = remoteAgentName(version);
  const known = await mistral.beta.agents.list({ name, pageSize: 100 }, { signal });
  const ours = known.find((a) => a.name === name && a.metadata?.tramontane_version === version.id);
  if (ours) return ours.id;
  const { model, instructions, settings, tools } = version.spec;
  const metadata = { tramontane_version: version.id };
  const made = await mistral.beta.agents.create({
    name,
    model,
    instructions,
    tools: tools.map(functionTool),
    completionArgs: completionArgs(settings, false),
    metadata,
  }, { signal });
  return made.id;
}

/** The name of a version's agent at the provider: `<agent>-v<number>-<first 12 digits of the hash>`. */
export function remoteAgentName(
  { agentName, number, hash }: Pick<Version, "agentName" | "number" | "hash">,
): string {
  return `${agentName}-v${number}-${hash.slice(0, 12)}`;
}

/** A tool as the provider takes it: one that it runs itself by its kind, any other as a function. */
function functionTool({ server, tool, settings }: AgentTool) {
  if (server === hostedServer) return hostedTool(tool.name, settings);
  const parameters = tool.inputSchema as Record<string, unknown>;
  const description = tool.description ?? tool.title ?? tool.name;
  const name = modelToolName(server, tool.name);
  return { type: "function" as const, function: { name, description, parameters } };
}

function hostedTool(name: string, settings: AgentTool["settings"]) {
  if (name !== "document_library") return { type: name as "web_search" };
  return { type: name, libraryIds: settings?.libraryIds as string[] } as const;
}
