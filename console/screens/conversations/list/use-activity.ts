import { useEffect, useRef } from "react";
import { useApiQuery } from "../../../api/use-api-query.ts";
import { type ActivityStepFragment, consoleOpenConversations } from "./list.generated.ts";
import { type Row, rowOf } from "./row.ts";

/** How often the steps of open turns are read while the page is shown, ms: the feed has turns, not their steps. */
const everyMs = 2_000;
/** Most conversations whose steps are read at once (`Limits` of `nodes`). */
const atMost = 100;

/** A conversation as it was last read alone, with the steps of its open turn. */
export interface Activity {
  readonly row: Row;
  readonly steps: readonly ActivityStepFragment[];
}

/** What the conversations with these ids do now; kept current while there are some. */
export function useActivity(ids: readonly string[]): ReadonlyMap<string, Activity> {
  const asked = ids.slice(0, atMost);
  const { data, refetch } = useApiQuery(consoleOpenConversations, { ids: asked }, {
    pause: asked.length === 0,
    requestPolicy: "cache-and-network",
  });
  const known = useRef(new Map<string, Activity>());
  for (const node of data?.nodes ?? []) {
    if (node?.__typename !== "Conversation") continue;
    known.current.set(node.id, { row: rowOf(node), steps: node.currentTurn?.steps ?? [] });
  }
  for (const id of known.current.keys()) if (!asked.includes(id)) known.current.delete(id);
  const isRead = asked.length > 0;
  useEffect(() => {
    if (!isRead) return;
    const timer = setInterval(() => {
      if (document.visibilityState !== "hidden") refetch();
    }, everyMs);
    return () => clearInterval(timer);
  }, [isRead, refetch]);
  return known.current;
}
