/** What the list shows, and how many conversations a person has not seen yet because the order is fixed. */
export interface Arranged<One> {
  readonly rows: readonly One[];
  readonly hidden: number;
}

/**
 * The rows to show of `fresh`. While the order is fixed (a pointer or the focus is in the list, or rows are selected), the
 * rows of `shown` stay where they are with their latest data, also those that the filter no longer matches, and new ones
 * are only counted: nothing moves under a hand. `latest`: newer data of a row by its id.
 */
export function arrange<One extends { id: string }>(
  { shown, fresh, isFixed, latest }: {
    shown: readonly One[];
    fresh: readonly One[];
    isFixed: boolean;
    latest: ReadonlyMap<string, One>;
  },
): Arranged<One> {
  if (!isFixed || shown.length === 0) return { rows: fresh, hidden: 0 };
  const known = new Map(fresh.map((one) => [one.id, one]));
  const rows = shown.map((one) => known.get(one.id) ?? latest.get(one.id) ?? one);
  const ids = new Set(shown.map(({ id }) => id));
  return { rows, hidden: fresh.filter(({ id }) => !ids.has(id)).length };
}

/** Rows that follow the shown ones, as a further page adds them: the order of what is shown does not change. */
export function extended<One extends { id: string }>(
  shown: readonly One[],
  fresh: readonly One[],
): readonly One[] {
  const last = shown.at(-1);
  const from = last ? fresh.findIndex(({ id }) => id === last.id) + 1 : 0;
  const ids = new Set(shown.map(({ id }) => id));
  return [...shown, ...fresh.slice(from).filter(({ id }) => !ids.has(id))];
}
