import { Buffer } from "node:buffer";
import { maxAnswerBytes } from "./limits.ts";
import type { ReadBody } from "./read-body.ts";

/** Splits the output of a program into lines of at most `max` bytes. */
export class LineBuffer {
  readonly #max: number;
  readonly #lines: ReadBody[] = [];
  #parts: Uint8Array[] = [];
  #size = 0;
  #cut = false;

  constructor(max = maxAnswerBytes) {
    this.#max = max;
  }

  /** Adds bytes. */
  append(chunk: Uint8Array): void {
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      this.#keep(chunk.subarray(from, end));
      this.#endLine();
      from = end + 1;
    }
    this.#keep(chunk.subarray(from));
  }

  /** The next complete line that is not empty; undefined if there is none yet. */
  take(): ReadBody | undefined {
    return this.#lines.shift();
  }

  /** Drops all bytes. */
  clear(): void {
    this.#lines.length = 0;
    this.#endLine();
    this.#lines.length = 0;
  }

  #keep(bytes: Uint8Array) {
    const part = bytes.subarray(0, this.#max - this.#size);
    this.#cut ||= part.length < bytes.length;
    this.#size += part.length;
    if (part.length > 0) this.#parts.push(part);
  }

  #endLine() {
    const text = Buffer.concat(this.#parts).toString("utf8").replace(/\r$/, "");
    if (text !== "") this.#lines.push({ text, cut: this.#cut });
    this.#parts = [];
    this.#size = 0;
    this.#cut = false;
  }
}
