import type {
  AgentAliasRecord,
  AgentRecord,
  AgentVersionRecord,
  AliasMoveRecord,
} from "../../protocol/agent/records.ts";
import type { Page, PageArgs } from "../../protocol/paging.ts";
import type { VersionSelector } from "../../protocol/agent/commands.ts";
import type { Sql } from "../database/sql.ts";
import { findVersionId } from "./find-version.ts";
import { grouped, inOrder } from "../paging/by-ids.ts";
import { pageWindow, toPage } from "../paging/page.ts";
import { agentNamePlace, numberPlace } from "../paging/places.ts";

/** Agents by id, null if the tenant has none. */
export async function agentsByIds(sql: Sql, tenant: string, ids: readonly string[]) {
  return inOrder(
    ids,
    await sql<AgentRecord[]>`
    select id, name, description, created_at, archived_at from agents
    where tenant = ${tenant} and id = any(${ids as string[]})`,
  );
}

/** The agent of that name, or null. */
export async function agentByName(
  sql: Sql,
  tenant: string,
  name: string,
): Promise<AgentRecord | null> {
  const [row] = await sql<AgentRecord[]>`
    select id, name, description, created_at, archived_at from agents
    where tenant = ${tenant} and name = ${name}`;
  return row ?? null;
}

/** Agents by name; with `name` only the one of this name. */
export async function agentPage(
  sql: Sql,
  tenant: string,
  { archived, name = null }: { archived: boolean; name?: string | null },
  args: PageArgs,
): Promise<Page<AgentRecord>> {
  const window = pageWindow(args, `agents ${tenant}`, agentNamePlace);
  const rows = await sql<AgentRecord[]>`
    select id, name, description, created_at, archived_at from agents
    where tenant = ${tenant} and (${archived} or archived_at is null) ${
    name === null ? sql`` : sql`and name = ${name}`
  }
    and (${window.place}::text is null or name ${
    window.backwards ? sql`<` : sql`>`
  } ${window.place})
    order by name ${window.backwards ? sql`desc` : sql`asc`} limit ${window.limit}`;
  return toPage(rows, window, (a) => a.name);
}

const versionColumns = (sql: Sql) =>
  sql`v.id, v.agent_id, v.number, v.hash, v.note, v.created_at, v.spec,
    (select r.remote_id from remote_agents r where r.version_id = v.id and r.remote_id is not null
      order by r.leased_until desc limit 1) as remote_agent_id`;

/** Versions by id, null if the tenant has none. */
export async function agentVersionsByIds(sql: Sql, tenant: string, ids: readonly string[]) {
  return inOrder(
    ids,
    await sql<AgentVersionRecord[]>`select ${versionColumns(sql)} from agent_versions v
    where v.tenant = ${tenant} and v.id = any(${ids as string[]})`,
  );
}

/** The version with this number or alias, or null. */
export async function agentVersion(
  sql: Sql,
  tenant: string,
  agentId: string,
  selector: VersionSelector,
): Promise<AgentVersionRecord | null> {
  const id = await findVersionId(sql, agentId, selector, null);
  return id ? (await agentVersionsByIds(sql, tenant, [id]))[0] ?? null : null;
}

/** The latest version of each agent; null if it has none. */
export async function latestVersions(
  sql: Sql,
  tenant: string,
  agentIds: readonly string[],
): Promise<(AgentVersionRecord | null)[]> {
  const rows = await sql<AgentVersionRecord[]>`select v.*
    from unnest(${agentIds as string[]}::text[]) i(id) cross join lateral (
      select ${
    versionColumns(sql)
  } from agent_versions v where v.agent_id = i.id and v.tenant = ${tenant}
      order by v.number desc limit 1) v`;
  const byAgent = new Map(rows.map((v) => [v.agentId, v]));
  return agentIds.map((id) => byAgent.get(id) ?? null);
}

/** Versions of an agent, newest first. */
export async function agentVersionPage(
  sql: Sql,
  tenant: string,
  agentId: string,
  args: PageArgs,
): Promise<Page<AgentVersionRecord>> {
  const window = pageWindow(args, `versions ${agentId}`, numberPlace);
  const rows = await sql<AgentVersionRecord[]>`select ${versionColumns(sql)} from agent_versions v
    where v.tenant = ${tenant} and v.agent_id = ${agentId}
    and (${window.place}::integer is null
      or v.number ${window.backwards ? sql`>` : sql`<`} ${window.place}::integer)
    order by v.number ${window.backwards ? sql`asc` : sql`desc`} limit ${window.limit}`;
  return toPage(rows, window, (v) => String(v.number));
}

/** Aliases of each agent, by name. */
export async function aliasesByAgentIds(
  sql: Sql,
  tenant: string,
  agentIds: readonly string[],
): Promise<AgentAliasRecord[][]> {
  const rows = await sql<AgentAliasRecord[]>`
    select l.agent_id, l.name, l.version_id, l.moved_at, l.moved_by
    from agent_aliases l join agents a on a.id = l.agent_id
    where a.tenant = ${tenant} and l.agent_id = any(${agentIds as string[]}) order by l.name`;
  return grouped(agentIds, rows, (l) => l.agentId);
}

/** Moves of the aliases of an agent, the newest first. */
export async function aliasMoves(
  sql: Sql,
  tenant: string,
  agentId: string,
  args: PageArgs,
): Promise<Page<AliasMoveRecord>> {
  const window = pageWindow(args, `alias moves ${agentId}`, numberPlace);
  const rows = await sql<AliasMoveRecord[]>`
    select agent_id, number, name, version_id, moved_at, moved_by from agent_alias_moves
    where tenant = ${tenant} and agent_id = ${agentId}
    and (${window.place}::integer is null
      or number ${window.backwards ? sql`>` : sql`<`} ${window.place}::integer)
    order by number ${window.backwards ? sql`asc` : sql`desc`} limit ${window.limit}`;
  return toPage(rows, window, (move) => String(move.number));
}
