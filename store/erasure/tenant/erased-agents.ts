import { inTenant } from "../../database/in-tenant.ts";
import type { Db, Sql, Tx } from "../../database/sql.ts";

/** An agent at the provider that belonged to an erased tenant. */
export interface ErasedAgent {
  tenant: string;
  remoteId: string;
}

/** Notes the tenant's agents at the provider before their rows are deleted. */
export async function noteErasedAgents(tx: Tx, tenant: string): Promise<void> {
  await tx`insert into erased_agents (tenant, provider, remote_id)
    select ${tenant}, r.provider, r.remote_id from (select version_id, provider, remote_id from remote_agents
      union all select version_id, provider, remote_id from fallback_agents) r
    where r.remote_id is not null and r.version_id in (select id from agent_versions where tenant = ${tenant})
    on conflict do nothing`;
}

/** Claims up to `most` agents that a worker is to delete; each again after `againMs`. */
export async function claimErasedAgents(
  sql: Sql,
  provider: string,
  { againMs, most }: { againMs: number; most: number },
): Promise<ErasedAgent[]> {
  return [
    ...await sql<ErasedAgent[]>`
      select tenant, remote_id from claim_erased_agents(${provider}, ${againMs}, ${most})`,
  ];
}

/** Records that an agent is gone at the provider. */
export async function finishErasedAgent(
  sql: Sql,
  provider: string,
  { tenant, remoteId }: ErasedAgent,
): Promise<void> {
  await inTenant(sql, tenant)`update erased_agents set deleted_at = now()
    where tenant = ${tenant} and provider = ${provider} and remote_id = ${remoteId}`;
}

/** The ids of the tenant's agents that were deleted at the provider, and of those that were not. */
export async function erasedAgentsOf(db: Db, tenant: string) {
  const rows = await db<{ remoteId: string; isDeleted: boolean }[]>`
    select remote_id, deleted_at is not null as is_deleted from erased_agents
    where tenant = ${tenant} order by remote_id`;
  const ids = (deleted: boolean) =>
    rows.filter(({ isDeleted }) => isDeleted === deleted).map(({ remoteId }) => remoteId);
  return { deleted: ids(true), left: ids(false) };
}
