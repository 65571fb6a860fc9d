/** Thrown at the deadline of a turn. */
export class TurnDeadlineError extends Error {
  override name = "TurnDeadlineError";
}

/** The deadline of a turn, by the clock of this process. */
export class TurnDeadline implements Disposable {
  #at: number;
  #timer: ReturnType<typeof setTimeout>;
  #controller = new AbortController();

  constructor(ms: number) {
    this.#at = performance.now() + ms;
    const stop = () =>
      this.#controller.abort(new TurnDeadlineError("the deadline of the turn has passed"));
    this.#timer = setTimeout(stop, Math.max(0, ms));
  }

  /** Aborts with TurnDeadlineError. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The time left, ms. */
  get leftMs(): number {
    return this.#at - performance.now();
  }

  [Symbol.dispose]() {
    clearTimeout(this.#timer);
  }
}
