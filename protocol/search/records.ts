import type { Page } from "../paging.ts";

/** What the search finds. */
export const searchKinds = ["MESSAGE", "TOOL_CALL", "REPORT"] as const;
/** One of `searchKinds`. */
export type SearchKind = (typeof searchKinds)[number];

/** What is searched, and where. */
export interface Searched {
  query: string;
  kinds: readonly SearchKind[];
}

/** A text that matches a query. */
export interface SearchHitRecord {
  /** The message, tool call, phase or research run. */
  id: string;
  kind: SearchKind;
  /** The conversation, of a report the research run. */
  objectId: string;
  at: Date;
  /** The text that was searched, the beginning of a long one. */
  text: string;
}

/** A page of matches. */
export interface SearchPage extends Page<SearchHitRecord> {
  /** True: something may be missing, since the time was up or older texts are still being indexed. */
  partial: boolean;
  /** Where the next page begins if this one is empty. */
  after: string | null;
}
