import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState } from "react";
import type { Row } from "./rows.ts";

/** Distance from the end that still counts as being there, in pixels. */
const nearEnd = 64;
/** Heights before a row is measured, in pixels. */
const estimates: Readonly<Record<Row["kind"], number>> = { head: 40, entry: 96, end: 48 };
const rowsAround = 6;

/** The scrolled list of rows: what is in sight, and whether it is at its end. */
export type TranscriptList = ReturnType<typeof useTranscript>;

/**
 * Keeps the place where the reader is while rows come, grow or are read above; at the end it follows the end. `kept`:
 * the row with the focus, which stays in the page out of sight.
 */
export function useTranscript(rows: readonly Row[], wanted: number, kept: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLElement>({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => estimates[rows[index]?.kind ?? "entry"],
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: rowsAround,
    anchorTo: "end",
    followOnAppend: true,
    scrollEndThreshold: nearEnd,
    directDomUpdates: true,
    rangeExtractor: (range) => withRow(defaultRangeExtractor(range), kept),
    onChange: (list) => setAtEnd(list.isAtEnd(nearEnd)),
  });
  useWanted(rows, wanted, (isFirst) => {
    if (wanted === -1) virtualizer.scrollToEnd();
    else virtualizer.scrollToIndex(wanted, { align: isFirst ? "start" : "auto" });
  });
  return {
    scroller,
    virtualizer,
    isAtEnd,
    /** The first row is near: what is older may be read. */
    isAtStart: virtualizer.getVirtualItems()[0]?.index === 0,
    hasNew: useHasNew(rows.at(-1)?.key, isAtEnd),
    toEnd: () => virtualizer.scrollToEnd(),
  };
}

/** Scrolls to the wanted row once it is there, and to the end of a list that has just been read. */
function useWanted(
  rows: readonly Row[],
  wanted: number,
  scroll: (isFirst: boolean) => void,
): void {
  const shown = useRef<string | undefined>(undefined);
  const key = rows[wanted]?.key ?? "";
  useEffect(() => {
    if (rows.length === 0 || shown.current === key) return;
    if (key !== "" || shown.current === undefined) scroll(shown.current === undefined);
    shown.current = key;
  });
}

/** Whether rows have come at the end since the reader was there. */
function useHasNew(last: string | undefined, isAtEnd: boolean): boolean {
  const seen = useRef(last);
  useEffect(() => {
    if (isAtEnd) seen.current = last;
  }, [isAtEnd, last]);
  return !isAtEnd && seen.current !== last;
}

/** The rows to render, in their order, with one that stays rendered; -1: none. */
function withRow(shown: number[], kept: number): number[] {
  if (kept === -1 || shown.includes(kept)) return shown;
  return [...shown, kept].sort((a, b) => a - b);
}
