import assert from "node:assert/strict";
import { follow } from "../../clients/client/mod.ts";
import type { FeedFilter } from "../../schema/document-types.generated.ts";
import type { Api } from "./api.ts";
import {
  feedCursors,
  type FeedCursorsQuery,
  type FeedCursorsQueryVariables,
  feedItems,
  type FeedItemsSubscription,
  feedPage,
  type FeedPageQuery,
  type FeedPageQueryVariables,
} from "./feed.generated.ts";

/** An item of the feed. */
export type SeenItem = FeedItemsSubscription["item"];

type FeedPage = NonNullable<FeedPageQuery["feed"]>;

/** What to read of the feed. */
export interface FeedQuestion {
  filter?: FeedFilter | null;
  after?: string | undefined;
  url?: string;
  token?: string;
}

/** The items of the feed from `after` on. */
export function followFeed(
  api: Api,
  { filter = null, after, url = api.url, token }: FeedQuestion = {},
): AsyncIterableIterator<SeenItem> {
  const retry = { firstMs: 50, maxMs: 500, attempts: 120 };
  const params = token !== undefined && { connectionParams: { token } };
  const options = { query: feedItems, variables: { filter }, ...(after && { after }) };
  return follow({ url, retry, ...params }, options) as AsyncIterableIterator<SeenItem>;
}

/** Where the feed ends now. */
export async function feedEnd(api: Api): Promise<string> {
  const { conversations } = await api.run<FeedCursorsQuery, FeedCursorsQueryVariables>(
    feedCursors,
    {},
  );
  return conversations?.eventCursor ?? assert.fail("conversations can be read");
}

/** A page of the feed. */
export async function readFeed(api: Api, variables: FeedPageQueryVariables): Promise<FeedPage> {
  const { feed } = await api.run<FeedPageQuery, FeedPageQueryVariables>(feedPage, variables);
  return feed ?? assert.fail("the feed can be read");
}

/** All stored items after a cursor, by pages. */
export async function feedPages(
  api: Api,
  { filter = null, after }: FeedQuestion = {},
  first = 50,
): Promise<SeenItem[]> {
  const items: SeenItem[] = [];
  for (let at = after ?? null;;) {
    const feed = await readFeed(api, { filter, first, after: at });
    items.push(...feed.nodes);
    at = feed.pageInfo.endCursor;
    if (!feed.pageInfo.hasNextPage) return items;
  }
}

/** Breaks of the rule: each item covers the numbers from the one before it on. */
export function coverageBreaks(items: readonly SeenItem[]): string[] {
  return items.flatMap(({ fromSeq, seq }, n) => {
    const before = items[n - 1];
    const fits = fromSeq <= seq && (!before || fromSeq === before.seq + 1);
    return fits ? [] : [`${fromSeq}..${seq} after ${before?.seq}`];
  });
}
