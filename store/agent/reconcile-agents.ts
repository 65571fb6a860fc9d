import type { AgentSpec } from "../../protocol/agent/agent.ts";
import { inTenant, unscoped } from "../database/in-tenant.ts";
import { type Db, interval, type Sql } from "../database/sql.ts";
import { readEpoch } from "../log/epoch.ts";

/** Metadata that mark a provider's agent as created by this deployment: its id, and the epoch of its record. */
export interface Mark {
  deployment: string;
  epoch: string;
}

/** The mark of agents that are created now. */
export async function currentDeploymentMark(db: Db): Promise<Mark> {
  const [row] = await db<{ id: string }[]>`select id from deployment`;
  if (!row) throw new Error("the table deployment is empty");
  return { deployment: row.id, epoch: await readEpoch(db) };
}

/** The recorded agent of a version at the provider, or that of its fallback model. */
export interface RecordedAgent {
  versionId: string;
  tenant: string;
  agentName: string;
  number: number;
  hash: string;
  /** Null: a worker is creating it, or died while it did. */
  remoteId: string | null;
  /** True while a worker may still be creating it. */
  beingMade: boolean;
  /** The fallback model of its agent; null for the version's own agent. */
  fallback: string | null;
  spec: AgentSpec;
}

/** All agents that are recorded at a provider, of all tenants, including those of fallback models. */
export async function recordedAgents(sql: Sql, provider: string): Promise<RecordedAgent[]> {
  const pool = unscoped(sql) as Sql;
  const found = await pool<{ tenant: string }[]>`
    select tenant from tenants_with_agents(${provider}) order by 1`;
  const recorded: RecordedAgent[] = [];
  for (const { tenant } of found) recorded.push(...await agentsOf(pool, tenant, provider));
  return recorded;
}

/** The recorded agents of a tenant at a provider, including those of fallback models. */
export async function agentsOf(sql: Sql, tenant: string, provider: string) {
  return await inTenant(sql, tenant)<RecordedAgent[]>`
    select r.version_id, v.tenant, a.name as agent_name, v.number, v.hash, r.remote_id, v.spec,
      r.remote_id is null and r.leased_until > now() as being_made,
      case when r.is_fallback then v.spec->'settings'->>'fallbackModel' end as fallback
    from (select version_id, provider, remote_id, leased_until, false as is_fallback from remote_agents
      union all select version_id, provider, remote_id, leased_until, true from fallback_agents) r
    join agent_versions v on v.id = r.version_id join agents a on a.id = v.agent_id
    where r.provider = ${provider} and v.tenant = ${tenant}`;
}

/** Those of these versions that belong to a tenant. */
export async function versionsOfTenant(
  sql: Sql,
  tenant: string,
  versionIds: readonly string[],
): Promise<Set<string>> {
  const rows = await inTenant(sql, tenant)<{ id: string }[]>`
    select id from agent_versions where tenant = ${tenant} and id = any(${versionIds as string[]})`;
  return new Set(rows.map(({ id }) => id));
}

/** True for one worker in each `everyMs`. */
export async function claimReconciliation(sql: Sql, everyMs: number): Promise<boolean> {
  const [ours] = await sql`update deployment set reconciled_at = now()
    where reconciled_at < now() - ${interval(sql, everyMs)} returning id`;
  return ours !== undefined;
}

/** An agent whose worker died before recording it. */
export interface FoundAgent {
  tenant: string;
  versionId: string;
  remoteId: string;
  /** True: the agent of the version's fallback model. */
  isFallback: boolean;
}

/** Records an agent whose worker died before recording it. */
export async function adoptRemoteAgent(
  sql: Sql,
  provider: string,
  { tenant, versionId, remoteId, isFallback }: FoundAgent,
): Promise<void> {
  await inTenant(sql, tenant)`update ${
    sql(isFallback ? "fallback_agents" : "remote_agents")
  } set remote_id = ${remoteId}
    where version_id = ${versionId} and provider = ${provider} and remote_id is null
      and leased_until < now()`;
}
