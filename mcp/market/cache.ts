/** Remembers readings for a time, and lets everybody who asks meanwhile share one load. */
export interface Cache {
  /**
   * The value under `key`: remembered, or being loaded, or loaded now and then kept for `ttlMs`.
   * A failed load is told to all who waited for it and is not kept.
   */
  get<T>(key: string, ttlMs: number, load: () => Promise<T>): Promise<T>;
}

interface Entry {
  value: Promise<unknown>;
  /** Milliseconds since the epoch; unset while loading. */
  until?: number;
}

/** A cache of at most `capacity` entries; the least recently used one makes room. */
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
      // The key names kind and arguments of a reading, and so its type.
      return (live(key) ?? begin(key, ttlMs, load)).value as Promise<T>;
    },
  };
}
