import type { Conversation } from "@tramontane/react";
import { useEffect, useState } from "react";
import type { Place } from "../place.ts";

/** Most pages that are read for a link to an old entry: 10,000 entries. */
const maxPages = 200;

/**
 * Reads older entries until the one that the address names is there. Returns what to say meanwhile, or why it is not
 * found; null: it is there, or none is named.
 */
export function useReadUntil(
  { status, hasOlder, loadOlder, at, lastSeq }: Conversation,
  { entry, turn, at: wantedAt }: Place,
  isThere: boolean,
): string | null {
  const [state, setState] = useState({ pages: 0, fault: null as string | null });
  const isNamed = entry !== null || turn !== null;
  const isReady = status !== "loading" &&
    at === (wantedAt === null ? null : Math.min(wantedAt, lastSeq));
  const isWanted = isNamed && !isThere && hasOlder && isReady && state.fault === null &&
    state.pages < maxPages;
  useEffect(() => {
    if (!isWanted) return;
    let isCurrent = true;
    void loadOlder().then((result) => {
      if (!isCurrent) return;
      const fault = result.ok ? null : result.fault.message;
      setState(({ pages }) => ({ pages: pages + 1, fault }));
    });
    return () => {
      isCurrent = false;
    };
  }, [isWanted, state.pages, loadOlder]);
  if (!isNamed || isThere || status === "loading") return null;
  if (state.fault !== null) return state.fault;
  if (isWanted || !isReady) return "Looking for the place in older entries…";
  return entry !== null
    ? "The entry of this link is not in the transcript: it was discarded, or is of another conversation."
    : `Turn ${turn} has no entries in the transcript: it waits, was rolled back, or there is none.`;
}
