import type { FeedFilter } from "@tramontane/react";
import { useCallback, useMemo, useState } from "react";
import type { ConversationFilter } from "../../../document-types.generated.ts";
import { useConnectionLoss } from "../../../api/use-connection-loss.ts";
import { useFeedRefresh } from "../../../api/use-feed-refresh.ts";
import { useApiQuery } from "../../../api/use-api-query.ts";
import { type Kept, useKept } from "../../../api/use-kept.ts";
import { consoleConversations } from "./list.generated.ts";
import { type Row, rowOf } from "./row.ts";

/** Conversations of the first page, and of each further one. */
export const pageSize = 50;
/** Most conversations on one page; older ones are on the next. */
export const maxRows = 200;

/** What changes a list of conversations. */
const feed: FeedFilter = {
  kinds: [
    ...["CONVERSATION_STARTED", "CONVERSATION_UPDATED", "CONVERSATION_CLOSED"] as const,
    ...["CONVERSATION_ERASED", "TURN_CHANGED"] as const,
  ],
};

/** A page of the list. */
export interface List extends Omit<Kept<unknown>, "data"> {
  readonly rows: readonly Row[];
  /** The first answer has not arrived. */
  readonly isLoading: boolean;
  /** The viewer may not read conversations. */
  readonly isDenied: boolean;
  readonly fault: string | null;
  readonly hasMore: boolean;
  /** Shows more on this page; null: nothing more fits on it. */
  readonly more: (() => void) | null;
  /** Cursor of the next page. */
  readonly endCursor: string | null;
  readonly refetch: () => void;
}

/** Conversations behind a cursor that match, kept current. */
export function useList(filter: ConversationFilter | null, after: string | null): List {
  const key = JSON.stringify([filter, after]);
  const [size, setSize] = useState({ key, first: pageSize });
  const first = size.key === key ? size.first : pageSize;
  const query = useApiQuery(consoleConversations, { first, after, filter });
  const kept = useKept(key, query);
  const { data } = kept;
  useFeedRefresh(feed, query);
  const lostAt = useConnectionLoss();
  const fault = query.fault ?? (lostAt === null ? null : "The page is not connected to the API.");
  const more = useCallback(() => setSize({ key, first: Math.min(maxRows, first + pageSize) }), [
    key,
    first,
  ]);
  const page = data?.conversations;
  const rows = useMemo(() => page?.nodes.map(rowOf) ?? [], [page]);
  const hasMore = page?.pageInfo.hasNextPage ?? false;
  return {
    ...{ rows, hasMore, fault, refetch: query.refetch },
    // Until the connection was lost, the feed kept the list current.
    at: lostAt ?? kept.at,
    isStale: fault !== null && data !== undefined,
    isLoading: data === undefined && query.fault === null,
    more: hasMore && first < maxRows ? more : null,
    isDenied: data?.conversations === null,
    endCursor: page?.pageInfo.endCursor ?? null,
  };
}
