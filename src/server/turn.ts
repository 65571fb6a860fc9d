/** The turn of a piece of work, which it gives up while it only waits. */
export class Turn {
  readonly #begin: () => Promise<void>;
  readonly #end: () => void;
  #isRunning = true;
  #isOver = false;
  #waits = 0;
  #resuming: Promise<void> | null = null;

  /** `begin` waits for a place and takes it; `end` gives it to the next. */
  constructor(begin: () => Promise<void>, end: () => void) {
    this.#begin = begin;
    this.#end = end;
  }

  /** Waits for something without keeping others from their work, then for a place again. */
  async pause<T>(wait: () => Promise<T>): Promise<T> {
    this.#waits++;
    this.#giveUp();
    try {
      return await wait();
    } finally {
      this.#waits--;
      if (this.#waits === 0) await this.#resume();
    }
  }

  /** The work is over. */
  end(): void {
    this.#isOver = true;
    this.#giveUp();
  }

  #giveUp(): void {
    if (!this.#isRunning) return;
    this.#isRunning = false;
    this.#end();
  }

  #resume(): Promise<void> {
    if (this.#isRunning || this.#isOver) return Promise.resolve();
    return this.#resuming ??= this.#begin().then(() => {
      this.#resuming = null;
      this.#isRunning = true;
      // Meanwhile it began another wait, or is over.
      if (this.#isOver || this.#waits > 0) this.#giveUp();
    });
  }
}
