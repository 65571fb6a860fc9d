import type { Db } from "../database/sql.ts";
import { patternsOf, type SearchQuery } from "../../protocol/search/query.ts";

/**
 * How texts are compared with a query: by whole words, or by parts of words. Parts are for queries that no word matches,
 * as the beginning of a word, or a part of a compound.
 */
export type Comparison = "words" | "parts";

/** A place in the results: texts after it are older. */
export interface MatchPlace {
  at: string;
  id: string;
}

/** The texts that match, as a table of `id` and `at`; null if the query cannot be compared so. */
export function matching(
  db: Db,
  tenant: string,
  { query, comparison, kinds, objects, place, most }: {
    query: SearchQuery;
    comparison: Comparison;
    kinds: readonly string[];
    /** Only texts of these conversations and runs; null: of all. */
    objects: readonly string[] | null;
    place: MatchPlace | null;
    most: number;
  },
) {
  const rest = db`${kinds as string[]}, ${objects as string[] | null}, ${
    place?.at ?? null
  }::timestamptz, ${place?.id ?? null}, ${most}`;
  if (comparison === "words") return db`search_words(${tenant}, ${query.words}, ${rest})`;
  const parts = patternsOf(query);
  return parts === null
    ? null
    : db`search_parts(${tenant}, ${parts.longest}, ${parts.patterns}, ${parts.without}, ${rest})`;
}
