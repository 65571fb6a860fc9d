import { interval, type Sql } from "../database/sql.ts";

/** State of a version's agent at a provider: created, claimed by this caller, or being created by another. */
export type RemoteAgent =
  | { found: "created"; remoteId: string }
  | { found: "claimed" }
  | { found: "wait"; waitMs: number };

/** Identifies a version's agent at a provider, its own or that of its fallback model. */
export interface AgentKey {
  versionId: string;
  provider: string;
  isFallback: boolean;
}

const tableOf = (sql: Sql, { isFallback }: AgentKey) =>
  sql(isFallback ? "fallback_agents" : "remote_agents");

/** Looks up a version's agent; if there is none, the first caller claims it and may create it within `leaseMs`. */
export async function claimRemoteAgent(
  sql: Sql,
  agent: AgentKey,
  leaseMs: number,
): Promise<RemoteAgent> {
  const { versionId, provider } = agent;
  const [claimed] = await sql`
    insert into ${tableOf(sql, agent)} as r (tenant, version_id, provider, leased_until)
    select tenant, id, ${provider}, now() + ${
    interval(sql, leaseMs)
  } from agent_versions where id = ${versionId}
    on conflict (version_id, provider) do update set leased_until = excluded.leased_until
    where r.remote_id is null and r.leased_until < now() returning version_id`;
  if (claimed) return { found: "claimed" };
  const [row] = await sql<{ remoteId: string | null; waitMs: number }[]>`
    select remote_id, least(250, greatest(50, extract(epoch from leased_until - now()) * 1000))::integer as wait_ms
    from ${tableOf(sql, agent)} where version_id = ${versionId} and provider = ${provider}`;
  if (row?.remoteId) return { found: "created", remoteId: row.remoteId };
  // A short wait: an agent is usually created long before the lease ends.
  return { found: "wait", waitMs: row?.waitMs ?? 100 };
}

/** Records the remote id of a version's agent. */
export async function saveRemoteAgent(
  sql: Sql,
  agent: AgentKey,
  remoteId: string,
): Promise<void> {
  const { versionId, provider } = agent;
  await sql`update ${tableOf(sql, agent)} set remote_id = ${remoteId}
    where version_id = ${versionId} and provider = ${provider}`;
}

/** Releases an unused claim, so that the next attempt need not wait for the end of the lease. */
export async function releaseRemoteAgent(
  sql: Sql,
  agent: AgentKey,
): Promise<void> {
  const { versionId, provider } = agent;
  await sql`update ${tableOf(sql, agent)} set leased_until = now()
    where version_id = ${versionId} and provider = ${provider} and remote_id is null`;
}

/** The remote id of an agent; null if it is not created. */
export async function knownRemoteAgent(sql: Sql, agent: AgentKey): Promise<string | null> {
  const { versionId, provider } = agent;
  const [row] = await sql<{ remoteId: string | null }[]>`
    select remote_id from ${tableOf(sql, agent)}
    where version_id = ${versionId} and provider = ${provider}`;
  return row?.remoteId ?? null;
}

/** The remote ids of these versions' agents by version, without those that are not created. */
export async function remoteAgentIds(
  sql: Sql,
  provider: string,
  versionIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await sql<{ versionId: string; remoteId: string }[]>`
    select version_id, remote_id from remote_agents
    where provider = ${provider} and version_id = any(${versionIds as string[]})
      and remote_id is not null`;
  return new Map(rows.map((r) => [r.versionId, r.remoteId]));
}

/**
 * Records that the provider no longer has this agent: the next call creates it again, and also the agents that hand over
 * to it, because they refer to the deleted one.
 */
export async function clearRemoteAgent(
  sql: Sql,
  agent: AgentKey,
  remoteId: string,
): Promise<void> {
  const { versionId, provider } = agent;
  await sql`update ${tableOf(sql, agent)} set remote_id = null, leased_until = now()
    where version_id = ${versionId} and provider = ${provider} and remote_id = ${remoteId}`;
  if (!agent.isFallback) await clearAgentsHandingOverTo(sql, agent);
}

async function clearAgentsHandingOverTo(sql: Sql, { versionId, provider }: AgentKey) {
  for (const table of ["remote_agents", "fallback_agents"]) {
    await sql`update ${sql(table)} set remote_id = null, leased_until = now()
      where provider = ${provider} and version_id in (
        with recursive before as (
          select id from agent_versions where spec->'handoffs' ? ${versionId}
          union select v.id from agent_versions v join before b on v.spec->'handoffs' ? b.id)
        select id from before)`;
  }
}
