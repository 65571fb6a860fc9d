import type { FeedItemBody } from "../../protocol/feed/feed-item.ts";
import { feedStreamId } from "../../protocol/ids.ts";
import { inTenant } from "../database/in-tenant.ts";
import type { Sql, Tx } from "../database/sql.ts";
import { eventsAfter } from "../log/read-log.ts";

/** An item as a consumer gets it. */
export interface FedItem {
  /** Its number in the feed of its tenant. Of kept items none is left out. */
  seq: number;
  at: Date;
  item: FeedItemBody;
}

/** Reads the feeds of all tenants with a cursor of its own. */
export interface FeedConsumer {
  /** Names the cursor; permanent. */
  name: string;
  /** Items of one batch, at most. */
  max: number;
  /**
   * Handles a batch of one tenant, in order. What it writes with `tx` is committed with the cursor, and so takes effect
   * once; any other effect takes place at least once: after a failure or a crash the batch comes again.
   * `after`: number of the last item that was handled. False: what was written is committed, and the cursor stays.
   */
  handle(
    tx: Tx,
    tenant: string,
    items: readonly FedItem[],
    after: number,
  ): Promise<void | false>;
}

/** Tenants of one pass. */
const maxTenants = 100;

/**
 * Gives the consumer one batch of each tenant with unhandled items; one process at a time handles those of a tenant.
 * Returns how many items were handled: after 0 nothing is left that another process does not handle. A tenant whose
 * batch fails does not stop the others: the first failure is thrown at the end.
 */
export async function consumeFeeds(sql: Sql, consumer: FeedConsumer): Promise<number> {
  const behind = await sql<{ tenant: string }[]>`
    select tenant from feeds_behind(${consumer.name}, ${maxTenants})`;
  let handled = 0;
  const failures: unknown[] = [];
  for (const { tenant } of behind) {
    try {
      handled += await consumeFeed(sql, tenant, consumer);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return handled;
}

/** Gives the consumer the next batch of a tenant; 0 if there is none, or another process handles it now. */
export function consumeFeed(
  sql: Sql,
  tenant: string,
  { name, max, handle }: FeedConsumer,
): Promise<number> {
  return inTenant(sql, tenant).begin(async (tx) => {
    await tx`insert into feed_consumers (tenant, name, seq) values (${tenant}, ${name}, 0)
      on conflict do nothing`;
    const [cursor] = await tx<{ seq: number }[]>`select seq from feed_consumers
      where tenant = ${tenant} and name = ${name} for update skip locked`;
    if (!cursor) return 0;
    const events = await eventsAfter(tx, feedStreamId(tenant), cursor.seq, max);
    const items = events.map(({ seq, at, body }) => ({ seq, at, item: body as FeedItemBody }));
    const last = items.at(-1);
    if (!last) return 0;
    if (await handle(tx, tenant, items, cursor.seq) === false) return 0;
    await tx`update feed_consumers set seq = ${last.seq} where tenant = ${tenant} and name = ${name}`;
    return items.length;
  }) as Promise<number>;
}
