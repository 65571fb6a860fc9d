/** Pieces are joined up to this many UTF-16 units. */
const chunkUnits = 4_096;

/**
 * A text that grows at its end and is read from some offset on. Reading the end of a string that was joined from many
 * pieces would copy all of it each time; here it costs what is read.
 */
export class GrowingText {
  readonly #chunks: string[] = [];
  /** Where each chunk begins. */
  readonly #starts: number[] = [];
  #length = 0;

  /** UTF-16 units. */
  get length(): number {
    return this.#length;
  }

  /** Adds text to the end. */
  add(text: string): void {
    const last = this.#chunks.length - 1;
    const end = this.#chunks[last];
    if (end !== undefined && end.length + text.length <= chunkUnits) {
      this.#chunks[last] = end + text;
    } else {
      this.#chunks.push(text);
      this.#starts.push(this.#length);
    }
    this.#length += text.length;
  }

  /** At most `most` units from `offset`, never ending inside a surrogate pair. */
  piece(offset: number, most: number): string {
    const first = Math.max(0, this.#starts.findLastIndex((start) => start <= offset));
    const from = offset - (this.#starts[first] ?? 0);
    const chunks: string[] = [];
    for (let n = first, units = -from; n < this.#chunks.length && units <= most; n++) {
      const chunk = this.#chunks[n] ?? "";
      chunks.push(chunk);
      units += chunk.length;
    }
    const text = chunks.join("");
    const end = from + most;
    const splits = end < text.length && /[\ud800-\udbff]/.test(text[end - 1] ?? "");
    return text.slice(from, splits ? end - 1 : end);
  }

  toString(): string {
    return this.#chunks.join("");
  }
}
