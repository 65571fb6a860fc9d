/** A cache of values with a time to live. Concurrent callers share one load. */
export interface Cache {
  /**
   * The value of `key`, from the cache or from `load`, which is then cached for `ttlMs`. All waiting callers receive a
   * failure of the load, which is not cached.
   */
  get<T>(key: string, ttlMs: number, load: () => Promise<T>): Promise<T>;
}

interface Entry {
  value: Promise<unknown>;
  /** Milliseconds since the epoch; unset while loading. */
  until?: number;
}

/** A cache of at most `capacity` entries, which evicts the least recently used one. */
export function createCache(capacity: number, now: () => number = Date.now): Cache {
  const entries = new Map<string, Entry>();

  const live = (key: string) => {
    const entry = entries.get(key);
    if (!entry || (entry.until !== undefined && entry.until <= now())) return undefined;
    entries.delete(key);
    entries.set(key, entry);
    return entry;
  };

  const begin = (key: string, ttlMs: number, load: () => Promise<unknown>) => {
    const entry: Entry = { value: load() };
    entry.value.then(
      () => entry.until = now() + ttlMs,
      () => entries.get(key) === entry && entries.delete(key),
    );
    entries.delete(key);
    entries.set(key, entry);
    for (const oldest of entries.keys()) {
      if (entries.size <= capacity) break;
      entries.delete(oldest);
    }
    return entry;
  };

  return {
    get<T>(key: string, ttlMs: number, load: () => Promise<T>) {
      // The key contains kind and arguments of a reading, which determine the type.
      return (live(key) ?? begin(key, ttlMs, load)).value as Promise<T>;
    },
  };
}
