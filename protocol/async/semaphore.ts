/** At most `limit` holders at a time; further ones wait in the order in which they came. */
export class Semaphore {
  readonly #limit: number;
  #active = 0;
  #waiting: (() => void)[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Permits in use. */
  get active(): number {
    return this.#active;
  }

  /** Callers that wait for a permit. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Resolves with the function that returns the permit. Throws the signal's reason when it aborts during the wait. */
  async acquire(signal: AbortSignal): Promise<() => void> {
    if (this.#active >= this.#limit) await this.#turn(signal);
    else this.#active++;
    let released = false;
    return () => {
      if (!released) this.#release();
      released = true;
    };
  }

  /** A permit is passed on to the first that waits, so that `active` stays as it is. */
  #turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const proceed = () => {
        signal.removeEventListener("abort", abort);
        resolve();
      };
      const abort = () => {
        this.#waiting = this.#waiting.filter((other) => other !== proceed);
        reject(signal.reason);
      };
      if (signal.aborted) return abort();
      signal.addEventListener("abort", abort, { once: true });
      this.#waiting.push(proceed);
    });
  }

  #release(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#active--;
  }
}
