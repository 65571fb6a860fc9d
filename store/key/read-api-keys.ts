import type { ApiKeyRecord } from "../../protocol/key/records.ts";
import type { Page, PageArgs } from "../../protocol/paging.ts";
import type { Sql } from "../database/sql.ts";
import { inOrder } from "../paging/by-ids.ts";
import { pageWindow, toPage } from "../paging/page.ts";
import { momentPlace, momentText } from "../paging/places.ts";

const columns = (sql: Sql) =>
  sql`id, name, subject, roles, scopes, created_by, created_at, expires_at, last_used_at, revoked_at, replaced_by`;

/** Keys by id, null if the tenant has none. */
export async function apiKeysByIds(sql: Sql, tenant: string, ids: readonly string[]) {
  return inOrder(
    ids,
    await sql<ApiKeyRecord[]>`select ${columns(sql)} from api_keys
    where tenant = ${tenant} and id = any(${ids as string[]})`,
  );
}

/** Limit on the keys of a list for the operator. */
const maxListed = 1_000;

/** The newest keys of a tenant, or of all, for the operator. */
export async function listApiKeys(
  sql: Sql,
  tenant: string | null,
): Promise<(ApiKeyRecord & { tenant: string })[]> {
  return await sql<(ApiKeyRecord & { tenant: string })[]>`
    select tenant, ${columns(sql)} from api_keys where ${tenant}::text is null or tenant = ${tenant}
    order by created_at desc, id desc limit ${maxListed}`;
}

/** Keys of the tenant, the newest first, ended ones included. */
export async function apiKeyPage(
  sql: Sql,
  tenant: string,
  args: PageArgs,
): Promise<Page<ApiKeyRecord>> {
  const window = pageWindow(args, `api keys ${tenant}`, momentPlace);
  const { place } = window;
  const rows = await sql<ApiKeyRecord[]>`select ${
    columns(sql)
  } from api_keys where tenant = ${tenant}
    ${place ? sql`and (created_at, id) < (${place.at}::timestamptz, ${place.id})` : sql``}
    order by created_at desc, id desc limit ${window.limit}`;
  return toPage(rows, window, (key) => momentText(key.createdAt, key.id));
}
