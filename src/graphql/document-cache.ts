import { LRUCache } from "lru-cache";

/** Total length of the texts in a cache, UTF-16 units. A parsed document takes some hundred bytes per unit. */
const maxLength = 200_000;
/** Longer documents are parsed each time: clients that repeat documents have short ones. */
const maxDocumentLength = 20_000;
/** ms. */
const ttlMs = 3_600_000;
/** The cache starts a timer whenever it has not looked at the clock for this long, ms. */
const ttlResolutionMs = 10_000;

/**
 * Caches parsed documents by their text. Yoga's own cache has a thousand of any length, so that a client with ever new
 * documents makes the process grow by a gigabyte.
 */
// deno-lint-ignore ban-types -- the library's constraint on values
export function documentCache<T extends {}>(): LRUCache<string, T> {
  return new LRUCache({
    maxSize: maxLength,
    maxEntrySize: maxDocumentLength,
    ttl: ttlMs,
    ttlResolution: ttlResolutionMs,
    sizeCalculation: (_, text) => Math.max(text.length, 1),
  });
}
