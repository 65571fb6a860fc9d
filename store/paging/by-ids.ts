/** `rows` in the order of `ids`; null for a missing one. */
export function inOrder<T extends { id: string }>(
  ids: readonly string[],
  rows: readonly T[],
): (T | null)[] {
  const byId = new Map(rows.map((r) => [r.id, r]));
  return ids.map((id) => byId.get(id) ?? null);
}

/** `rows` grouped by the key that `of` gives, in the order of `keys`. */
export function grouped<T>(
  keys: readonly string[],
  rows: readonly T[],
  of: (row: T) => string,
): T[][] {
  const groups = new Map<string, T[]>(keys.map((k) => [k, []]));
  for (const row of rows) groups.get(of(row))?.push(row);
  return keys.map((k) => groups.get(k) ?? []);
}
