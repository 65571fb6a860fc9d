/** Thrown when a turn's time is up. */
export class TurnDeadlineError extends Error {
  override name = "TurnDeadlineError";
}

/** When a turn must have ended, by this process' clock. */
export class TurnDeadline implements Disposable {
  #at: number;
  #timer: ReturnType<typeof setTimeout>;
  #controller = new AbortController();

  constructor(ms: number) {
    this.#at = performance.now() + ms;
    const stop = () => this.#controller.abort(new TurnDeadlineError("the turn's time is up"));
    this.#timer = setTimeout(stop, Math.max(0, ms));
  }

  /** Aborts with TurnDeadlineError. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** How much is left, ms. */
  get leftMs(): number {
    return this.#at - performance.now();
  }

  [Symbol.dispose]() {
    clearTimeout(this.#timer);
  }
}
