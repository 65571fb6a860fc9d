import { useRef } from "react";

/** Data that a page shows, also while the API does not answer. */
export interface Kept<Data> {
  readonly data: Data | undefined;
  /** When the API last gave them, ms since 1970; null: never. */
  readonly at: number | null;
  /** True: the latest attempt to read them failed, so that they may be old. */
  readonly isStale: boolean;
}

/**
 * Keeps the last data of a query while it fails, with their time. `key` names what is queried: data of another key are not
 * kept.
 */
export function useKept<Data>(
  key: string,
  { data, fault }: { data: Data | undefined; fault: string | null },
): Kept<Data> {
  const last = useRef<{ key: string; data: Data | undefined; at: number | null }>(null);
  if (last.current?.key !== key) last.current = { key, data: undefined, at: null };
  const kept = last.current;
  if (data !== undefined && fault === null && data !== kept.data) {
    kept.data = data;
    kept.at = Date.now();
  }
  return { data: kept.data, at: kept.at, isStale: fault !== null && kept.data !== undefined };
}
