/** How long "not now" lasts, ms. */
export const asideMs = 15 * 60_000;
/** Time before the approval expires at which it comes back anyway, ms. */
const backBeforeMs = 5 * 60_000;

/** Until when an approval that is put aside now stays aside, ms since 1970; null: it expires too soon for that. */
export function asideUntil(expiresAt: string, now: number): number | null {
  const until = Math.min(now + asideMs, Date.parse(expiresAt) - backBeforeMs);
  return until > now ? until : null;
}

/** A map without the entries that match. */
export const without = <Value>(
  map: ReadonlyMap<string, Value>,
  isGone: (value: Value, key: string) => boolean,
): ReadonlyMap<string, Value> => new Map([...map].filter(([key, value]) => !isGone(value, key)));
