"use client";
import { useEffect, useRef } from "react";
import type { Source } from "@tramontane/client";
import type { FeedItem, Stores } from "@tramontane/client/store";
import { useStores } from "./provider.ts";

/** Which items of the feed; null: everything that the caller may read. */
export type FeedFilter = NonNullable<Parameters<Stores["feed"]>[0]>;

/**
 * Calls back for what begins, changes and ends while the component is mounted. Null: items may have been missed, so read
 * again what is shown; also at the start. All components with the same filter share one subscription.
 */
export function useFeed(
  filter: FeedFilter | null,
  onItem: (item: FeedItem | null) => void,
  client?: Source,
): void {
  const feed = useStores(client).feed(filter);
  const latest = useRef(onItem);
  useEffect(() => void (latest.current = onItem));
  useEffect(() => feed.subscribe((item) => latest.current(item)), [feed]);
}
