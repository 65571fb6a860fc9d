import type { Page } from "../paging.ts";

/** A text that matches a query. */
export interface SearchHitRecord {
  /** The message, tool call, phase or research run. */
  id: string;
  kind: "MESSAGE" | "TOOL_CALL" | "REPORT";
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
