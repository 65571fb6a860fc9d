/** So many bytes have to come before an expected length is believed. */
const believedFrom = 65_536;

/**
 * Bytes that arrive in pieces of any size. Pieces are copied: a list of them would cost far more than they hold where
 * a peer sends one byte at a time. Memory is given back at once, for it lies outside the heap: nothing makes the garbage
 * collector run while only such memory grows.
 */
export class GrowingBytes {
  #bytes = new ArrayBuffer(0);
  #length = 0;
  readonly #expected: number;

  /** `expected`: how much will come in all, as far as that is known, bytes. It is believed once much of it has come. */
  constructor(expected = 0) {
    this.#expected = expected;
  }

  /** What it occupies, bytes. */
  get capacity(): number {
    return this.#bytes.byteLength;
  }

  get length(): number {
    return this.#length;
  }

  /** Adds a copy of a piece. */
  add(piece: Uint8Array): void {
    const needed = this.#length + piece.length;
    if (needed > this.capacity) {
      const likely = needed > believedFrom ? this.#expected : 0;
      this.#bytes = this.#bytes.transfer(Math.max(needed, likely, 2 * this.capacity));
    }
    new Uint8Array(this.#bytes, this.#length).set(piece);
    this.#length = needed;
  }

  /** All of it, without a copy. */
  bytes(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#bytes, 0, this.#length);
  }

  /** Gives its memory back. What `bytes` gave is empty then. */
  free(): void {
    this.#bytes = this.#bytes.transfer(0);
    this.#length = 0;
  }
}
