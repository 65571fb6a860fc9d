import type { Prompt, Tool } from "../../protocol/agent/agent.ts";
import type { ToolPolicy } from "../../protocol/approval/approval.ts";
import { serverId } from "../../protocol/ids.ts";
import type { ListingProblem, McpServerRecord } from "../../protocol/mcp/records.ts";
import type { Failure } from "../../protocol/status.ts";
import { type Db, json, type Sql } from "../database/sql.ts";
import { tableOf } from "./owner.ts";

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
  owner: string | null = null,
): Promise<void> {
  const { name, url, policy = null, separateApprover = [], tools, prompts, problems = [] } = server;
  const { table, column, value, key } = tableOf(sql, "mcp_servers", owner);
  await sql`insert into ${table} (${column} name, url, policy, separate_approver, seen_at, tools, prompts, problems)
    values (${value} ${name}, ${url}, ${policy}, ${[...separateApprover]}, now(), ${
    json(sql, tools)
  }, ${json(sql, prompts)}, ${json(sql, problems)})
    on conflict (${key} name) do update set url = excluded.url, policy = excluded.policy,
      separate_approver = excluded.separate_approver, seen_at = now(), failure = null,
      tools = excluded.tools, prompts = excluded.prompts, problems = excluded.problems`;
}

/** Saves why a server does not answer; its last listing stays. */
export async function saveListingFailure(
  sql: Sql,
  server: { name: string; url: string; separateApprover?: readonly string[]; failure: Failure },
  owner: string | null = null,
): Promise<void> {
  const { name, url, separateApprover = [], failure } = server;
  const { table, column, value, key } = tableOf(sql, "mcp_servers", owner);
  await sql`insert into ${table} (${column} name, url, separate_approver, failure)
    values (${value} ${name}, ${url}, ${[...separateApprover]}, ${json(sql, failure)})
    on conflict (${key} name) do update set url = excluded.url,
      separate_approver = excluded.separate_approver, failure = excluded.failure`;
}

/** Deletes servers of the deployment that are no longer configured. */
export async function removeUnlistedServers(sql: Sql, names: string[]): Promise<void> {
  await sql`delete from mcp_servers where name <> all(${names})`;
}

/** The servers of a tenant: those of its own list if it has one, else those of the deployment. */
export const serversOf = (db: Db, tenant: string) =>
  db`(select name, url, policy, seen_at, failure, problems, tools, prompts, separate_approver
      from tenant_mcp_servers where tenant = ${tenant} and ${hasOwnServers(db, tenant)}
    union all
    select name, url, policy, seen_at, failure, problems, tools, prompts, separate_approver
      from mcp_servers where not ${hasOwnServers(db, tenant)})`;

const hasOwnServers = (db: Db, tenant: string) =>
  db`exists (select from tenant_overrides where tenant = ${tenant} and own_servers)`;

/** All servers of a tenant, by name. */
export async function mcpServers(sql: Sql, tenant: string): Promise<McpServerRecord[]> {
  const rows = await sql<Omit<McpServerRecord, "id">[]>`
    select * from ${serversOf(sql, tenant)} s order by name`;
  return rows.map((row) => ({ ...row, id: serverId(row.name) }));
}

/** Servers of a tenant by id, in the given order; null if there is none. */
export async function mcpServersByIds(
  sql: Sql,
  tenant: string,
  ids: readonly string[],
): Promise<(McpServerRecord | null)[]> {
  const all = await mcpServers(sql, tenant);
  return ids.map((id) => all.find((s) => s.id === id) ?? null);
}
