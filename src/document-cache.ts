import { LRUCache } from "lru-cache";

/** All texts of a cache together, UTF-16 units; what was parsed of a text takes some hundred bytes for each. */
const most = 200_000;
/** Longer documents are parsed each time: clients that repeat their documents have short ones. */
const longest = 20_000;
/** ms. */
const keptFor = 3_600_000;

/**
 * Keeps what was parsed of the documents that clients repeat, by their text. Yoga's own keeps a thousand whatever
 * their length, so that a caller who never repeats one makes the process grow by a gigabyte.
 */
// deno-lint-ignore ban-types -- what the library asks of a value
export function documentCache<T extends {}>(): LRUCache<string, T> {
  return new LRUCache({
    maxSize: most,
    maxEntrySize: longest,
    ttl: keptFor,
    sizeCalculation: (_, text) => Math.max(text.length, 1),
  });
}
