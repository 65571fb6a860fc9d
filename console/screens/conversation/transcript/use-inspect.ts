import { useCallback, useEffect, useRef } from "react";
import { usePlace } from "../place.ts";
import type { Row } from "./rows.ts";

/** Puts a row into the address, which the inspector shows. The function stays the same. */
export function useInspect(): (row: Row) => void {
  const { show } = usePlace();
  const latest = useRef(show);
  useEffect(() => {
    latest.current = show;
  });
  return useCallback((row: Row) => {
    if (row.kind === "entry") latest.current({ entry: row.entry.id, turn: null });
    else latest.current({ entry: null, turn: row.turn.number });
  }, []);
}
