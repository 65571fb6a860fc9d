import { inTenant, unscoped } from "../database/in-tenant.ts";
import type { Sql } from "../database/sql.ts";

/** What a tenant has of its own. */
export interface TenantOverrides {
  tenant: string;
  ownKey: boolean;
  /** Names of its own MCP servers; null: it has those of the deployment. */
  servers: readonly string[] | null;
}

/** Records what the tenants have of their own. Tenants that are not named have nothing of their own any more. */
export async function recordOverrides(
  sql: Sql,
  overrides: readonly TenantOverrides[],
): Promise<void> {
  const pool = unscoped(sql) as Sql;
  const found = await pool<{ tenant: string }[]>`select tenant from tenants_with_overrides()`;
  for (const one of overrides) await recordOf(pool, one);
  const former = found.filter(({ tenant }) => !overrides.some((o) => o.tenant === tenant));
  for (const { tenant } of former) await recordOf(pool, { tenant, ownKey: false, servers: null });
}

async function recordOf(pool: Sql, { tenant, ownKey, servers }: TenantOverrides): Promise<void> {
  await inTenant(pool, tenant).begin(async (tx) => {
    if (!ownKey && servers === null) {
      await tx`delete from tenant_overrides where tenant = ${tenant}`;
    } else {
      await tx`insert into tenant_overrides (tenant, own_key, own_servers)
        values (${tenant}, ${ownKey}, ${servers !== null}) on conflict (tenant) do update
        set own_key = excluded.own_key, own_servers = excluded.own_servers,
          models = case when excluded.own_key then tenant_overrides.models end,
          models_seen_at = case when excluded.own_key then tenant_overrides.models_seen_at end`;
    }
    await tx`delete from tenant_mcp_servers
      where tenant = ${tenant} and name <> all(${[...servers ?? []]})`;
    if (servers === null) await tx`delete from tenant_prompt_texts where tenant = ${tenant}`;
  });
}

/** Saves the models that a tenant's own key may use. Nothing, if it has no own key any more. */
export async function saveTenantModels(sql: Sql, tenant: string, models: string[]): Promise<void> {
  await inTenant(sql, tenant)`update tenant_overrides set models = ${models}, models_seen_at = now()
    where tenant = ${tenant} and own_key`;
}
