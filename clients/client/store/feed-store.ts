import { readable } from "../readable.ts";
import type { FeedFilter } from "../document-types.generated.ts";
import { RequestError } from "../errors.ts";
import type { Source } from "../source.ts";
import { Lifetime } from "./lifetime.ts";
import { Live } from "./live.ts";
import { storeFeed, storeFeedEnd, type StoreFeedSubscription } from "./store.generated.ts";

/** Something of the tenant began, changed or ended. */
export type FeedItem = StoreFeedSubscription["event"];

/** Takes the items of a feed. Null: others may have been missed, so read again whatever is shown. */
export type FeedListener = (item: FeedItem | null) => void;

/**
 * The feed of a client from now on: one subscription for all listeners of a filter, while there are any. It resumes after
 * the last item, so that nothing is missed.
 *
 * ```ts
 * const leave = stores.feed({ kinds: ["TURN_CHANGED"] }).subscribe((item) => {
 *   if (item === null || shows(item.conversationId)) readTheListAgain();
 * });
 * ```
 *
 * A listener gets null once the place in the feed is known, and again where that place is not kept any more. A list that
 * is read at each null misses nothing. A listener that comes later gets its null at once.
 */
export class FeedStore {
  readonly lifetime: Lifetime;
  readonly #live: Live<FeedItem>;
  readonly #listeners = new Set<FeedListener>();
  #isPlaced = false;

  constructor(source: Source, filter: FeedFilter | null) {
    this.#live = new Live<FeedItem>({
      load: async (signal) => {
        const after = await feedEnd(source, signal);
        this.#isPlaced = true;
        this.#report(null);
        return after;
      },
      follow: (after, signal) =>
        source.follow({
          query: storeFeed,
          variables: { filter },
          after: after || null,
        }, {
          signal,
        }),
      apply: (item) => this.#report(item),
      failed: () => {},
    });
    this.lifetime = new Lifetime({
      start: () => this.#live.start(),
      stop: () => this.#live.stop(),
    });
  }

  /** Calls back for each item, until the returned function is called. */
  subscribe(listener: FeedListener): () => void {
    // The same function may be added twice.
    const added: FeedListener = (item) => listener(item);
    this.#listeners.add(added);
    this.lifetime.begin();
    if (this.#isPlaced) {
      queueMicrotask(() => this.#listeners.has(added) && added(null));
    }
    return () => {
      if (this.#listeners.delete(added)) this.lifetime.end();
    };
  }

  /** It shows nothing of its own. */
  changed(): void {}

  connected(): void {
    this.#live.connected();
  }

  reconnect(): void {
    this.#live.retryNow();
  }

  #report(item: FeedItem | null): void {
    for (const listener of [...this.#listeners]) listener(item);
  }
}

/** The cursor of the newest item; empty: there is none yet. */
async function feedEnd(source: Source, signal: AbortSignal): Promise<string> {
  const { feed } = await readable(source.request(storeFeedEnd, {}, { signal }));
  if (feed) return feed.pageInfo.endCursor ?? "";
  const message = "the feed is read with the scope conversations:read";
  throw new RequestError("FORBIDDEN", message, { retryable: false });
}
