import type { ConnectionState } from "../connection/connection-state.ts";
import type { AgentName, ConversationEntry, ConversationTurn } from "./entries.ts";
import type { Fault } from "./fault.ts";

/**
 * What the conversation does: `loading` before the first answer, `queued`, `running` or `waiting` (for an approval or a
 * retry) as its open turn, `idle` without one, `closed` for good, `missing`: there is none for this caller.
 */
export type ConversationStatus =
  | "loading"
  | "idle"
  | "queued"
  | "running"
  | "waiting"
  | "closed"
  | "missing";

/** A conversation for display; the same object until something but text changes. */
export interface ConversationState {
  readonly id: string;
  readonly title: string | null;
  /** Null while it loads. */
  readonly agent: AgentName | null;
  /** True: the answers come from the emulator. */
  readonly emulated: boolean;
  readonly status: ConversationStatus;
  /** Entries in their order, without text, then messages that are on their way. */
  readonly entries: readonly ConversationEntry[];
  /** The same entries, grouped by turn. */
  readonly turns: readonly ConversationTurn[];
  /** The open turn; null: the conversation is idle. */
  readonly turn: ConversationTurn | null;
  /** True: there are older entries, see `loadOlder`. */
  readonly hasOlder: boolean;
  /** Number of the event whose state is shown; null: the newest. */
  readonly at: number | null;
  /** Number of the newest event; 0 before it is known. */
  readonly lastSeq: number;
  /** True: the events for `setAt` are being read. */
  readonly isSeeking: boolean;
  readonly connection: ConnectionState;
  /** Why the conversation cannot be read or shown now; null: it can. */
  readonly fault: Fault | null;
}
