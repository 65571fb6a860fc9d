/** Limits of the search. */
export const searchLimits = {
  /** UTF-16 units of a query. */
  queryLength: 300,
  /** Words and phrases of a query. */
  terms: 20,
  /** UTF-16 units of a fragment that shows a match. */
  fragmentLength: 240,
  /** Characters of a message, a tool call or a report that are searched: the first ones. */
  textLength: 20_000,
  /** Time limit of a search, ms; after it, what was found so far is returned. */
  timeMs: 300,
} as const;
