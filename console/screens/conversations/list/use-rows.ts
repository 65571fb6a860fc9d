import { useRef, useState } from "react";
import { arrange, type Arranged, extended } from "./arrange.ts";
import { type Activity, useActivity } from "./use-activity.ts";
import type { Row } from "./row.ts";

/** The rows to show, what their open turns do, and how to show the newest order. */
export interface Rows extends Arranged<Row> {
  readonly activity: ReadonlyMap<string, Activity>;
  readonly release: () => void;
}

/**
 * The rows of a list whose order is fixed while a hand is in it. `key` names what is listed: another list starts again.
 */
export function useRows(key: string, fresh: readonly Row[], isFixed: boolean): Rows {
  const shown = useRef<{ key: string; rows: readonly Row[]; length: number }>(null);
  const [, release] = useState(0);
  const before = shown.current?.key === key ? shown.current : { rows: [], length: 0 };
  const freshIds = new Set(fresh.map(({ id }) => id));
  const openOnes = before.rows.filter(({ id, currentTurn }) => currentTurn || !freshIds.has(id));
  const ids = [
    ...new Set([...fresh.filter((row) => row.currentTurn), ...openOnes].map(({ id }) => id)),
  ];
  const activity = useActivity(ids);
  const latest = new Map([...activity].map(([id, { row }]) => [id, row]));
  // A further page was asked for: what it adds goes below what is there.
  const base = isFixed && fresh.length > before.length && before.length > 0
    ? extended(before.rows, fresh)
    : before.rows;
  const arranged = arrange({ shown: base, fresh, isFixed, latest });
  shown.current = { key, rows: arranged.rows, length: fresh.length };
  return {
    ...arranged,
    activity,
    release: () => {
      shown.current = null;
      release((n) => n + 1);
    },
  };
}
