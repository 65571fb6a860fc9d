/** This many bytes must arrive before memory is reserved for the expected length. */
const trustedFromBytes = 65_536;

/**
 * Bytes that arrive in chunks of any size. Chunks are copied: a list of them would cost far more than their content
 * where a peer sends one byte at a time. Memory is freed at once: it is outside of the heap, and the garbage collector
 * does not run while only such memory grows.
 */
export class GrowingBytes {
  #bytes = new ArrayBuffer(0);
  #length = 0;
  readonly #expected: number;

  /** `expected`: the total length as far as it is known, bytes. It is reserved once a part of it has arrived. */
  constructor(expected = 0) {
    this.#expected = expected;
  }

  /** The memory that it occupies, bytes. */
  get capacity(): number {
    return this.#bytes.byteLength;
  }

  get length(): number {
    return this.#length;
  }

  /** Adds a copy of a chunk. */
  add(chunk: Uint8Array): void {
    const needed = this.#length + chunk.length;
    if (needed > this.capacity) {
      const likely = needed > trustedFromBytes ? this.#expected : 0;
      this.#bytes = this.#bytes.transfer(Math.max(needed, likely, 2 * this.capacity));
    }
    new Uint8Array(this.#bytes, this.#length).set(chunk);
    this.#length = needed;
  }

  /** All bytes, without a copy. */
  bytes(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#bytes, 0, this.#length);
  }

  /** Frees its memory. The result of `bytes` is empty afterwards. */
  free(): void {
    this.#bytes = this.#bytes.transfer(0);
    this.#length = 0;
  }
}
