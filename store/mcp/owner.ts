import type { Db } from "../database/sql.ts";

/** Fragments for rows of the deployment (`owner` null), or of a tenant with a list of servers of its own. */
export const tableOf = (db: Db, name: "mcp_servers" | "prompt_texts", owner: string | null) => ({
  table: owner === null ? db(name) : db(`tenant_${name}`),
  /** Before the other columns of an insert, and before their values. */
  column: owner === null ? db`` : db`tenant,`,
  value: owner === null ? db`` : db`${owner},`,
  /** Before the other columns of a key. */
  key: owner === null ? db`` : db`tenant,`,
  /** Before the other conditions. */
  where: owner === null ? db`` : db`tenant = ${owner} and`,
});

/** The tenant, if it has MCP servers of its own, else null: whose rows it reads and writes. */
export async function ownerOfServers(db: Db, tenant: string): Promise<string | null> {
  const [own] = await db`select from tenant_overrides where tenant = ${tenant} and own_servers`;
  return own ? tenant : null;
}
