import type { Prompt, Tool } from "../../protocol/agent/agent.ts";
import type { ToolPolicy } from "../../protocol/approval/approval.ts";
import { serverId } from "../../protocol/ids.ts";
import type { ListingProblem, McpServerRecord } from "../../protocol/mcp/records.ts";
import type { Failure } from "../../protocol/status.ts";
import { json, type Sql } from "../database/sql.ts";

/** Saves what a server offers now, and its configured policy and tools with a separate approver. */
export async function saveListing(
  sql: Sql,
  server: {
    name: string;
    url: string;
    policy?: ToolPolicy | null;
    separateApprover?: readonly string[];
    tools: Tool[];
    prompts: Prompt[];
    problems?: ListingProblem[];
  },
): Promise<void> {
  const { name, url, policy = null, separateApprover = [], tools, prompts, problems = [] } = server;
  await sql`insert into mcp_servers (name, url, policy, separate_approver, seen_at, tools, prompts, problems)
    values (${name}, ${url}, ${policy}, ${[...separateApprover]}, now(), ${json(sql, tools)}, ${
    json(sql, prompts)
  }, ${json(sql, problems)})
    on conflict (name) do update set url = excluded.url, policy = excluded.policy,
      separate_approver = excluded.separate_approver, seen_at = now(), failure = null,
      tools = excluded.tools, prompts = excluded.prompts, problems = excluded.problems`;
}

/** Saves why a server does not answer; its last listing stays. */
export async function saveListingFailure(
  sql: Sql,
  server: { name: string; url: string; separateApprover?: readonly string[]; failure: Failure },
): Promise<void> {
  const { name, url, separateApprover = [], failure } = server;
  await sql`insert into mcp_servers (name, url, separate_approver, failure)
    values (${name}, ${url}, ${[...separateApprover]}, ${json(sql, failure)})
    on conflict (name) do update set url = excluded.url, separate_approver = excluded.separate_approver,
      failure = excluded.failure`;
}

/** Deletes servers that are no longer configured. */
export async function removeUnlistedServers(sql: Sql, names: string[]): Promise<void> {
  await sql`delete from mcp_servers where name <> all(${names})`;
}

/** All servers, by name. */
export async function mcpServers(sql: Sql): Promise<McpServerRecord[]> {
  const rows = await sql<Omit<McpServerRecord, "id">[]>`select * from mcp_servers order by name`;
  return rows.map((row) => ({ ...row, id: serverId(row.name) }));
}

/** Servers by id, in the given order; null if there is none. */
export async function mcpServersByIds(
  sql: Sql,
  ids: readonly string[],
): Promise<(McpServerRecord | null)[]> {
  const all = await mcpServers(sql);
  return ids.map((id) => all.find((s) => s.id === id) ?? null);
}
