import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useRef, useState } from "react";
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
  // The same functions for the same rows: all heights are added up again for others.
  const getItemKey = useCallback((index: number) => rows[index]?.key ?? index, [rows]);
  const estimateSize = useCallback(
    (index: number) => estimates[rows[index]?.kind ?? "entry"],
    [rows],
  );
  const rangeExtractor = useCallback(
    (range: Range) => withRow(defaultRangeExtractor(range), kept),
    [kept],
  );
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLElement>({
    count: rows.length,
    getScrollElement: () => scroller.current,
    ...{ estimateSize, getItemKey, rangeExtractor },
    overscan: rowsAround,
    anchorTo: "end",
    followOnAppend: true,
    scrollEndThreshold: nearEnd,
    directDomUpdates: true,
    onChange: (list) => setAtEnd(list.isAtEnd(nearEnd)),
  });
  const isPlaced = useWanted(rows, wanted, (isFirst) => {
    if (wanted === -1) virtualizer.scrollToEnd();
    else virtualizer.scrollToIndex(wanted, { align: isFirst ? "start" : "auto" });
  });
  return {
    scroller,
    virtualizer,
    isAtEnd,
    /** The first row is near: what is older may be read. */
    isAtStart: isPlaced && virtualizer.getVirtualItems()[0]?.index === 0,
    hasNew: useHasNew(rows.at(-1)?.key, isAtEnd),
    toEnd: () => virtualizer.scrollToEnd(),
  };
}

/**
 * Scrolls to the wanted row once it is there, and to the end of a list that has just been read. True once it has scrolled
 * for the first time.
 */
function useWanted(
  rows: readonly Row[],
  wanted: number,
  scroll: (isFirst: boolean) => void,
): boolean {
  const shown = useRef<string | undefined>(undefined);
  const [isPlaced, setPlaced] = useState(false);
  const key = rows[wanted]?.key ?? "";
  useEffect(() => {
    if (rows.length === 0 || shown.current === key) return;
    const isFirst = shown.current === undefined;
    if (key !== "" || isFirst) scroll(isFirst);
    shown.current = key;
    // The browser reports a new place with its next frame.
    if (isFirst) requestAnimationFrame(() => requestAnimationFrame(() => setPlaced(true)));
  });
  return isPlaced;
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
