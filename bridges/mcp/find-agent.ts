import { agentNamePattern } from "../../protocol/agent/agent.ts";
import type { Source } from "../../clients/client/source.ts";
import { limits } from "../../protocol/limits.ts";
import { mcpAgents } from "./mcp.generated.ts";
import { agentIn, toolOf } from "./tool-names.ts";

/** Pages that are read for the agent of a shortened name. */
const maxPages = 20;

/** The agent that a tool asks; null for none. Whether it exists is said by the operation that uses it. */
export async function agentOfTool(source: Source, tool: string): Promise<string | null> {
  const found = agentIn(tool);
  if (found === null) return null;
  if ("prefix" in found) return await agentWithHash(source, tool);
  return agentNamePattern.test(found.name) ? found.name : null;
}

/** Only the hash of a long name is in the name of its tool, so that the agents are searched. */
async function agentWithHash(source: Source, tool: string): Promise<string | null> {
  let after: string | null = null;
  for (let page = 0; page < maxPages; page++) {
    const agents = await pageOfAgents(source, limits.pageSize, after);
    const agent = agents.nodes.find(({ name }) => toolOf(name) === tool);
    if (agent) return agent.name;
    if (!agents.pageInfo.hasNextPage) return null;
    after = agents.pageInfo.endCursor;
  }
  return null;
}

/** A page of the agents that the caller may read. */
export async function pageOfAgents(source: Source, first: number, after: string | null) {
  const { agents } = await source.request(mcpAgents, { first, after });
  return agents ?? { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
}
