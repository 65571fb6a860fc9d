import { useEffect, useRef, useState } from "react";
import type { Row } from "./rows.ts";
import type { TranscriptList } from "./use-transcript.ts";

/** The row that had the focus last. */
export interface CurrentRow {
  /** -1: none. */
  readonly index: number;
  readonly setKey: (key: string | null) => void;
}

/** Remembers a row by its key, so that it stays the same while rows come before it. */
export function useRememberedRow(rows: readonly Row[]): CurrentRow {
  const [key, setKey] = useState<string | null>(null);
  const index = key === null ? -1 : rows.findIndex((row) => row.key === key);
  return { index, setKey };
}

/** Moves the focus over the rows. */
export function useCurrentRow(
  rows: readonly Row[],
  { index, setKey }: CurrentRow,
  { virtualizer }: TranscriptList,
) {
  const toFocus = useRef<string | null>(null);
  useEffect(() => {
    if (toFocus.current === null) return;
    const element = virtualizer.elementsCache.get(toFocus.current);
    if (!element) return;
    toFocus.current = null;
    element.focus({ preventScroll: true });
  });
  const move = (by: 1 | -1) => {
    const from = index === -1 ? (by === 1 ? -1 : rows.length) : index;
    const next = Math.min(rows.length - 1, Math.max(0, from + by));
    const row = rows[next];
    if (!row) return;
    toFocus.current = row.key;
    setKey(row.key);
    virtualizer.scrollToIndex(next, { align: "auto" });
    virtualizer.elementsCache.get(row.key)?.focus({ preventScroll: true });
  };
  return {
    /** The only row that Tab reaches. */
    tabStop: index === -1 ? rows.length - 1 : index,
    move,
    focused: (at: number) => setKey(rows[at]?.key ?? null),
  };
}
