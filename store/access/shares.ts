import type { Share, ShareRecord } from "../../protocol/access/share.ts";
import type { Caller } from "../../protocol/caller.ts";
import { type Db, json, type Sql, type Tx } from "../database/sql.ts";
import { grouped } from "../paging/by-ids.ts";

/** The shares of each conversation or run, the first granted first. */
export async function sharesByObjects(
  sql: Sql,
  tenant: string,
  ids: readonly string[],
): Promise<ShareRecord[][]> {
  const rows = await sql<(ShareRecord & { objectId: string })[]>`
    select object_id, grantee, access, granted_by, granted_at from shares
    where tenant = ${tenant} and object_id = any(${ids as string[]}) order by granted_at, grantee`;
  return grouped(ids, rows, (row) => row.objectId);
}

/** True if the tenant has this conversation or run. The conversation of a phase is shared with its run alone. */
export async function isShareable(db: Db, tenant: string, id: string): Promise<boolean> {
  const [found] = await db`
    select from conversations where id = ${id} and tenant = ${tenant} and research_id is null
    union all select from research_runs where id = ${id} and tenant = ${tenant}`;
  return found !== undefined;
}

/** Grants a share, or changes it. */
export async function saveShare(tx: Tx, { tenant, actor }: Caller, { id, grantee, access }: Share) {
  await tx`insert into shares (tenant, object_id, grantee, access, granted_by)
    values (${tenant}, ${id}, ${grantee}, ${access}, ${json(tx, actor)})
    on conflict (tenant, object_id, grantee) do update set access = excluded.access,
      granted_by = excluded.granted_by, granted_at = excluded.granted_at
    where shares.access <> excluded.access`;
}

/** How many shares an object has. */
export async function countShares(tx: Tx, tenant: string, id: string): Promise<number> {
  const [row] = await tx<{ n: number }[]>`
    select count(*) as n from shares where tenant = ${tenant} and object_id = ${id}`;
  return row?.n ?? 0;
}

/** Ends a share; false if there was none. */
export async function deleteShare(tx: Tx, tenant: string, id: string, grantee: string) {
  const gone = await tx`delete from shares
    where tenant = ${tenant} and object_id = ${id} and grantee = ${grantee}`;
  return gone.count > 0;
}
