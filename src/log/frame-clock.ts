/** A reader that waits for the next frame. */
export interface FrameWatcher {
  wake(): void;
}

/**
 * Time in frames of the same length for all readers. A reader sends the text of a part at most once in a frame, so that
 * an answer of many tokens costs no more than a screen can show. One timer serves all of them, and runs only while a
 * reader waits.
 */
export class FrameClock {
  readonly #frameMs: number;
  readonly #waiting = new Set<FrameWatcher>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(frameMs = defaultFrameMs) {
    this.#frameMs = frameMs;
  }

  /** The number of the frame. It is only compared, so that a change of the system's clock has no effect. */
  get current(): number {
    return Math.floor(Date.now() / this.#frameMs);
  }

  /** Wakes a reader in the next frame. */
  atNext(reader: FrameWatcher): void {
    this.#waiting.add(reader);
    if (this.#timer !== undefined) return;
    const leftMs = this.#frameMs - Date.now() % this.#frameMs;
    this.#timer = setTimeout(() => this.#wake(), leftMs);
  }

  /** Does not wake it any more. */
  remove(reader: FrameWatcher): void {
    this.#waiting.delete(reader);
    if (this.#waiting.size > 0) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #wake() {
    this.#timer = undefined;
    const readers = [...this.#waiting];
    this.#waiting.clear();
    for (const reader of readers) reader.wake();
  }
}

/** ms; a screen shows 60 frames a second. */
const defaultFrameMs = 16;
