import type { AgentSpec } from "../../protocol/agent/agent.ts";
import type { Db, Sql } from "../database/sql.ts";
import { readEpoch } from "../log/epoch.ts";

/** What marks a provider's agent as made here: the deployment, and the incarnation of its record. */
export interface Mark {
  deployment: string;
  epoch: string;
}

/** The mark of agents that are made now. */
export async function currentDeploymentMark(db: Db): Promise<Mark> {
  const [row] = await db<{ id: string }[]>`select id from deployment`;
  if (!row) throw new Error("the table deployment is empty");
  return { deployment: row.id, epoch: await readEpoch(db) };
}

/** An agent at the provider that a version is, or that stands in for it by the fallback model, as recorded. */
export interface RecordedAgent {
  versionId: string;
  tenant: string;
  agentName: string;
  number: number;
  hash: string;
  /** Null: somebody makes it, or did and died. */
  remoteId: string | null;
  /** True while the one who makes it may still be at it. */
  beingMade: boolean;
  /** The fallback model, of an agent that stands in; null for the version's own agent. */
  fallback: string | null;
  spec: AgentSpec;
}

/** All agents that are recorded at a provider, those that stand in too. */
export async function recordedAgents(sql: Sql, provider: string): Promise<RecordedAgent[]> {
  return await sql<RecordedAgent[]>`
    select r.version_id, v.tenant, a.name as agent_name, v.number, v.hash, r.remote_id, v.spec,
      r.remote_id is null and r.leased_until > now() as being_made,
      case when r.is_fallback then v.spec->'settings'->>'fallbackModel' end as fallback
    from (select version_id, provider, remote_id, leased_until, false as is_fallback from remote_agents
      union all select version_id, provider, remote_id, leased_until, true from fallback_agents) r
    join agent_versions v on v.id = r.version_id join agents a on a.id = v.agent_id
    where r.provider = ${provider}`;
}

/** True for one caller in each `everyMs`, whichever worker it is. */
export async function claimReconciliation(sql: Sql, everyMs: number): Promise<boolean> {
  const [ours] = await sql`update deployment set reconciled_at = now()
    where reconciled_at < now() - ${everyMs} * interval '1 millisecond' returning id`;
  return ours !== undefined;
}

/** An agent whose maker died before it could record it. */
export interface FoundAgent {
  versionId: string;
  remoteId: string;
  /** True: it stands in for the version's own. */
  isFallback: boolean;
}

/** Keeps the agent that was found for a version whose maker died before it could say so. */
export async function adoptRemoteAgent(
  sql: Sql,
  provider: string,
  { versionId, remoteId, isFallback }: FoundAgent,
): Promise<void> {
  await sql`update ${
    sql(isFallback ? "fallback_agents" : "remote_agents")
  } set remote_id = ${remoteId}
    where version_id = ${versionId} and provider = ${provider} and remote_id is null
      and leased_until < now()`;
}
