import type { ResponseRef } from "../ids.ts";

/** A turn that a response shows. */
export interface StartedTurn {
  ref: ResponseRef;
  conversationId: string;
  /** Cursor before the events of the turn; null: from the beginning of the log. */
  after: string | null;
  /** Name and version of the agent. */
  model: string;
  createdAt: string;
}

/** Seconds since 1970 of an ISO time. */
export const unixTime = (iso: string): number => Math.floor(Date.parse(iso) / 1_000);
