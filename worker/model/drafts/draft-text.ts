import type { DraftDelta, TextKind } from "../../../protocol/log/event.ts";
import type { DraftChunk } from "../../../store/log/write-log.ts";

/** A row that has as many UTF-16 units is complete, and the next text begins another one. */
const rowUnits = 512;

/** The text of a part while it is written, and how much of it was handed over. */
export class DraftText {
  readonly #place: { entryId: string; part: number; kind: TextKind; streamId?: string };
  #text = "";
  /** Where the newest row begins. */
  #row = 0;
  /** The end of the text that was handed over. */
  #taken = 0;

  constructor({ offset: _, text: __, ...place }: DraftDelta) {
    this.#place = place;
  }

  /** Adds text to the end. */
  add(text: string): void {
    this.#text += text;
  }

  /** The text since the last call as one chunk, with the row that holds it. */
  take(): DraftChunk {
    if (this.#taken - this.#row >= rowUnits) this.#row = this.#taken;
    const [offset, start] = [this.#taken, this.#row];
    this.#taken = this.#text.length;
    const row = { offset: start, text: this.#text.slice(start) };
    return { ...this.#place, offset, text: this.#text.slice(offset), row };
  }

  /** The next call of `take` returns all text. */
  restart(): void {
    this.#row = this.#taken = 0;
  }
}
