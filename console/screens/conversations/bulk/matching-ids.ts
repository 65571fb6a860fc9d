import type { Source } from "@tramontane/client";
import type { ConversationFilter } from "../../../document-types.generated.ts";
import {
  consoleMatchingIds,
  type ConsoleMatchingIdsQuery,
  type ConsoleMatchingIdsQueryVariables,
} from "./bulk.generated.ts";

/** Most conversations of one job: its confirmation names their exact number. */
export const maxItems = 5_000;

/** The ids that match, the latest first, and whether there are more than a job takes. */
export async function readMatchingIds(
  source: Source,
  filter: ConversationFilter | null,
  onCount: (count: number) => void,
  signal: AbortSignal,
): Promise<{ ids: string[]; hasMore: boolean }> {
  const ids = new Set<string>();
  let after: string | null = null;
  for (;;) {
    // The list may change between two pages: a conversation that moves up is then met twice.
    const variables: ConsoleMatchingIdsQueryVariables = { filter, after };
    const { conversations }: ConsoleMatchingIdsQuery = await source.request(
      consoleMatchingIds,
      variables,
      { signal },
    );
    for (const { id } of conversations?.nodes ?? []) ids.add(id);
    onCount(Math.min(ids.size, maxItems));
    const page = conversations?.pageInfo;
    const hasMore = ids.size > maxItems || (ids.size === maxItems && page?.hasNextPage === true);
    if (hasMore) return { ids: [...ids].slice(0, maxItems), hasMore };
    if (!page?.hasNextPage) return { ids: [...ids], hasMore: false };
    after = page.endCursor;
  }
}
