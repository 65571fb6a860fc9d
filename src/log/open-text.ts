import type { DraftDelta, TextKind } from "../../protocol/log/event.ts";
import { GrowingText } from "./growing-text.ts";

/** The known text of a part of an entry that is still being written. */
export interface OpenPart {
  entryId: string;
  part: number;
  kind: TextKind;
  readonly text: GrowingText;
  /** When its newest text was written. */
  at: Date;
}

/** The text of all open entries of a stream. Texts only grow: an entry's text is written once, from its start. */
export class OpenText {
  readonly #entries = new Map<string, Map<number, OpenPart>>();

  /**
   * Adds the chunks of one read. Returns false when one starts after the known text: a chunk before it is missing, and
   * all drafts have to be read again.
   */
  write(chunks: readonly (DraftDelta & { at: Date })[]): boolean {
    const ordered = chunks.toSorted((a, b) => a.part - b.part || a.offset - b.offset);
    return ordered.map((chunk) => this.#writeOne(chunk)).every(Boolean);
  }

  #writeOne({ entryId, part, kind, offset, text, at }: DraftDelta & { at: Date }): boolean {
    const parts = this.#entries.get(entryId) ?? new Map<number, OpenPart>();
    const known = parts.get(part) ?? { entryId, part, kind, text: new GrowingText(), at };
    const { length } = known.text;
    if (offset > length) return false;
    if (offset + text.length > length) {
      known.text.add(text.slice(length - offset));
      known.at = at;
      this.#entries.set(entryId, parts.set(part, known));
    }
    return true;
  }

  /** Removes an entry that is complete or discarded: its text is no draft any more. */
  end(entryId: string): void {
    this.#entries.delete(entryId);
  }

  /** All parts, by entry. */
  *parts(): Generator<OpenPart> {
    for (const parts of this.#entries.values()) yield* parts.values();
  }

  /** True while the entry is being written. */
  has(entryId: string): boolean {
    return this.#entries.has(entryId);
  }
}
