import { useEffect, useRef, useState } from "react";
import type { Row } from "./rows.ts";
import type { TranscriptList } from "./use-transcript.ts";

/** The row that keys act on: it keeps the focus while rows come before it. */
export function useCurrentRow(rows: readonly Row[], { virtualizer }: TranscriptList) {
  const [key, setKey] = useState<string | null>(null);
  const toFocus = useRef<string | null>(null);
  const index = key === null ? -1 : rows.findIndex((row) => row.key === key);
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
    index,
    /** The only row that Tab reaches. */
    tabStop: index === -1 ? rows.length - 1 : index,
    move,
    focused: (at: number) => setKey(rows[at]?.key ?? null),
  };
}
