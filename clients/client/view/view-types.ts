import type { TextPart } from "./text-parts.ts";

/** An entry, for display. */
export interface ViewEntry {
  readonly id: string;
  readonly status: string;
  /** `TextDelta.part` is an index of this list, as is that of `Message.content`. */
  readonly parts: readonly TextPart[];
  /** The entry from the latest event with a link; undefined before. */
  readonly node: EntryNode | undefined;
  /** True: it has ended, but the link of its event could not be read. Query `node(id:)` and pass it to `readEntry`. */
  readonly unread?: true;
}

/** A conversation, for display. */
export interface ConversationView {
  /** Entries in the order of their start, without DISCARDED ones. */
  readonly entries: readonly ViewEntry[];
  /** Status of each turn by its id. */
  readonly turns: Readonly<Record<string, string>>;
  readonly closed: boolean;
}

/** Fields of a linked entry that the view reads. Select those you need, and any others. */
export interface EntryNode {
  readonly id?: string;
  readonly status?: string;
  readonly content?: readonly ContentPart[];
  /** Message.text, for selections without `content`. */
  readonly text?: string;
}

interface ContentPart {
  readonly __typename?: string;
  /** Null for reasoning that the principal may not read. */
  readonly text?: string | null;
  readonly title?: string;
  readonly url?: string | null;
}
