import type { AgentTool, Prompt, Tool } from "../../protocol/agent/agent.ts";
import type { ToolPolicy } from "../../protocol/approval/approval.ts";
import type { WantedTool } from "../../protocol/agent/commands.ts";
import { hostedServer } from "../../protocol/agent/hosted-tools.ts";
import type { Db } from "../database/sql.ts";
import { serversOf } from "../mcp/servers.ts";
import { hostedTool } from "./hosted-tool.ts";
import type { Findings, PendingVerification } from "./findings.ts";

/**
 * The last listing of a server. `seenAt` null: it never answered. `policy`: the configured policy of all its tools; null
 * decides by their annotations.
 */
export interface ListedServer {
  name: string;
  seenAt: Date | null;
  policy?: ToolPolicy | null;
  tools: Tool[];
  prompts: Prompt[];
}

/** The last listings of all servers of a tenant. */
export async function readListings(db: Db, tenant: string): Promise<ListedServer[]> {
  return await db<ListedServer[]>`select name, seen_at, policy, tools, prompts
    from ${serversOf(db, tenant)} s order by name`;
}

/** Snapshots of the wanted tools, sorted and without duplicates, and what is wrong with the selection. */
export function resolveTools(
  wanted: readonly WantedTool[],
  servers: readonly ListedServer[],
): Findings & { tools: AgentTool[] } {
  const pendingVerifications: PendingVerification[] = [];
  const found = new Map<string, AgentTool>();
  // The settings of a named tool override those of a selection of all tools of its server.
  const general = wanted.map((w, i) => ({ w, i })).sort((a, b) =>
    Number(a.w.name !== null) - Number(b.w.name !== null)
  );
  general.forEach(({ w, i }) => {
    if (w.server === hostedServer) {
      const hosted = hostedTool(w);
      // The schema has validated the input of hosted tools.
      return hosted && found.set(`${w.server}__${w.name}`, hosted);
    }
    const picked = pick(w, servers, ["tools", String(i)]);
    if (!Array.isArray(picked)) return pendingVerifications.push(picked);
    const usual = servers.find((s) => s.name === w.server)?.policy;
    for (const tool of picked) {
      const terms = termsOf(w, tool, usual);
      found.set(`${w.server}__${tool.name}`, { server: w.server, tool, ...terms });
    }
  });
  const tools = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, tool]) => tool);
  return { tools, issues: [], pendingVerifications };
}

function pick(
  { server, name }: WantedTool,
  servers: readonly ListedServer[],
  path: string[],
): Tool[] | PendingVerification {
  const offered = servers.find((s) => s.name === server);
  if (!offered?.seenAt) return unknownServer(server, servers, [...path, "server"]);
  const picked = offered.tools.filter((t) => name === null || t.name === name);
  if (picked.length > 0) return picked;
  const message = `${server} offers ${nameList(offered.tools)}, not ${name ?? "any tool"}.`;
  return { path: [...path, "name"], message, ask: { server }, neverAnswered: false };
}

/** The policy of the selection first, then the configured one of the server, then the tool's annotations. */
function termsOf(
  { policy, approvalTimeoutMs, approveOnTimeout }: WantedTool,
  tool: Tool,
  usual: ToolPolicy | null | undefined,
) {
  const decides = policy ?? usual ?? (tool.readOnly ? "AUTO" as const : "ASK" as const);
  return { policy: decides, approvalTimeoutMs, approveOnTimeout };
}

/** The issue of a server that is unknown, or that has never answered. */
export function unknownServer(
  server: string,
  servers: readonly ListedServer[],
  path: string[],
): PendingVerification {
  const known = servers.find((s) => s.name === server);
  const message = known
    ? `The MCP server ${server} has not answered yet.`
    : `No MCP server is named ${server}. Known: ${nameList(servers)}.`;
  return { path, message, ask: { server }, neverAnswered: known !== undefined };
}

/** A list of names for a message. */
export const nameList = (things: readonly { name: string }[]) =>
  things.map((t) => t.name).join(", ") || "nothing";
