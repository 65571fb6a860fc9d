import { useCallback, useMemo, useState } from "react";
import type { ConversationFilter } from "../../../document-types.generated.ts";
import { useApiQuery } from "../../../api/use-api-query.ts";
import { type Kept, useKept } from "../../../api/use-kept.ts";
import { useRefresh } from "./use-refresh.ts";
import { consoleConversations } from "./list.generated.ts";
import { type Row, rowOf } from "./row.ts";

/** Conversations of the first page, and of each further one. */
export const pageSize = 50;
/** Most conversations on one page; older ones are on the next. */
export const maxRows = 200;

/** A page of the list. */
export interface List extends Omit<Kept<unknown>, "data"> {
  readonly rows: readonly Row[];
  /** The first answer has not arrived. */
  readonly isLoading: boolean;
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
  const { data, at, isStale } = useKept(key, query);
  useRefresh(query.refetch);
  const more = useCallback(() => setSize({ key, first: Math.min(maxRows, first + pageSize) }), [
    key,
    first,
  ]);
  const page = data?.conversations;
  const rows = useMemo(() => page?.nodes.map(rowOf) ?? [], [page]);
  const hasMore = page?.pageInfo.hasNextPage ?? false;
  return {
    ...{ rows, at, isStale, hasMore, fault: query.fault, refetch: query.refetch },
    isLoading: data === undefined && query.fault === null,
    more: hasMore && first < maxRows ? more : null,
    endCursor: page?.pageInfo.endCursor ?? null,
  };
}
