import type { Db } from "../../database/sql.ts";

/**
 * Tables of the deployment: no row belongs to a tenant. Every other table has a column `tenant` and forced row level
 * security.
 */
export const deploymentTables: readonly string[] = [
  "deployment",
  "log_epoch",
  "mcp_servers",
  "migrations",
  "prompt_texts",
  "provider_models",
  "schedule_watch",
  "search_backfill",
  "signing_keys",
];

/** Tables whose rows of a tenant are deleted last or never: what proves the erasure, and what refuses its tokens. */
export const keptTables: readonly string[] = [
  "audit_chains",
  "audit_events",
  "erased_agents",
  "revocations",
  "tenant_erasures",
];

/** A table with rows of tenants. */
export interface TenantTable {
  name: string;
  /** Selects the rows of tenant $1. */
  where: string;
}

/** A table, with the tables that its foreign keys refer to. */
export interface CatalogTable {
  name: string;
  hasTenant: boolean;
  refersTo: string[];
}

/** All tables, without partitions. */
export async function readTables(db: Db): Promise<CatalogTable[]> {
  return [
    ...await db<CatalogTable[]>`
    select c.relname as name, exists (select from pg_attribute a
        where a.attrelid = c.oid and a.attname = 'tenant' and not a.attisdropped) as has_tenant,
      array(select distinct f.confrelid::regclass::text from pg_constraint f
        where f.contype = 'f' and f.conrelid = c.oid and f.confrelid <> c.oid) as refers_to
    from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
      and not c.relispartition order by c.relname`,
  ];
}

/**
 * The tables whose rows of a tenant are deleted, each before those that it refers to. Throws if a table belongs to no
 * class.
 */
export function tenantTables(tables: readonly CatalogTable[]): TenantTable[] {
  const erased = tables.filter(({ name }) =>
    !deploymentTables.includes(name) && !keptTables.includes(name)
  );
  const unknown = erased.find(({ hasTenant }) => !hasTenant);
  if (unknown) throw new Error(`which rows of ${unknown.name} belong to a tenant is not known`);
  return inOrder(erased).map(({ name }) => ({ name, where: "tenant = $1" }));
}

function inOrder<T extends CatalogTable>(tables: readonly T[]): T[] {
  const rest = [...tables];
  const order: T[] = [];
  while (rest.length > 0) {
    const next = rest.findIndex(({ name }) => !rest.some((t) => t.refersTo.includes(name)));
    if (next < 0) throw new Error(`the tables ${rest.map((t) => t.name)} refer to each other`);
    order.push(...rest.splice(next, 1));
  }
  return order;
}
