import { feedStreamId } from "../../protocol/ids.ts";
import type { FollowedPage, Page } from "../../protocol/paging.ts";
import type { Sql } from "../database/sql.ts";

/** A page with the head of the tenant's feed, which is read first: what the feed had by then, the page has, too. */
export async function withFeedHead<T>(
  sql: Sql,
  tenant: string,
  readPage: () => Promise<Page<T>>,
): Promise<FollowedPage<T>> {
  const [stream] = await sql<{ head: number }[]>`
    select head from streams where id = ${feedStreamId(tenant)} and tenant = ${tenant}`;
  return { ...await readPage(), feedHead: stream?.head ?? 0 };
}
