import type { ConversationEntry, MessageEntry } from "@tramontane/client/store";
import type { Row } from "./rows.ts";

/** What rows do. The functions stay the same, so that a row is rendered only when it changes. */
export interface RowActions {
  /** True: the rows show the past, in which nothing can be decided and no time goes on. */
  readonly isPast: boolean;
  /** Shows the row in the inspector. */
  readonly inspect: (row: Row) => void;
  /** Starts a conversation that shares the entries up to this one; null: the viewer may not. */
  readonly fork: ((entry: ConversationEntry) => void) | null;
  /** Sends a refused message again, or removes it. */
  readonly retry: (message: MessageEntry) => void;
  readonly dismiss: (message: MessageEntry) => void;
}
