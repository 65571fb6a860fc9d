import { useEffect, useState } from "react";
import { useApi } from "../../../api/api-provider.tsx";
import type { ConversationFilter } from "../../../document-types.generated.ts";
import type { Selection } from "./bulk-bar.tsx";
import { readMatchingIds } from "./matching-ids.ts";

/** The ids that a job is for. */
export interface MatchingIds {
  /** Null: they are being counted. */
  readonly ids: readonly string[] | null;
  /** Counted so far. */
  readonly count: number;
  /** There are more than a job takes. */
  readonly hasMore: boolean;
  readonly fault: string | null;
}

const start: MatchingIds = { ids: null, count: 0, hasMore: false, fault: null };

/** The ids of a selection: those of its rows, or read from the API page by page. */
export function useMatchingIds(
  selection: Selection,
  filter: ConversationFilter | null,
): MatchingIds {
  const { client } = useApi();
  const [found, setFound] = useState<MatchingIds>(start);
  useEffect(() => {
    if (!selection.isWhole) {
      const ids = [...selection.ids];
      return setFound({ ...start, ids, count: ids.length });
    }
    const stop = new AbortController();
    setFound(start);
    const onCount = (count: number) => setFound((was) => ({ ...was, count }));
    readMatchingIds(client, filter, onCount, stop.signal).then(
      ({ ids, hasMore }) => setFound({ ids, hasMore, count: ids.length, fault: null }),
      (error: Error) => {
        if (!stop.signal.aborted) setFound((was) => ({ ...was, fault: error.message }));
      },
    );
    return () => stop.abort();
  }, [client, selection, filter]);
  return found;
}
