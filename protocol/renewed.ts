/** Times of a renewed connection, ms. */
export interface RenewTimes {
  /** Nothing has been answered for so long although it was asked: the connection is replaced. */
  silence: number;
  /** Between two replacements. */
  between: number;
}

const usualTimes: RenewTimes = { silence: 2_500, between: 2_500 };

/**
 * A connection that is replaced by a new one while nothing comes of it. A channel reconnects by itself where it is
 * refused; one whose packets are lost without a word would wait for the kernel, which asks ever more seldom.
 */
export class Renewed<C> {
  readonly #open: () => C;
  readonly #close: (connection: C) => void;
  readonly #times: RenewTimes;
  #now: C;
  #answeredAt: number;
  #openedAt: number;

  constructor(open: () => C, close: (connection: C) => void, times: RenewTimes = usualTimes) {
    this.#open = open;
    this.#close = close;
    this.#times = times;
    this.#now = open();
    this.#answeredAt = this.#openedAt = performance.now();
  }

  /** The connection to use now. Ask again for each call. */
  get current(): C {
    return this.#now;
  }

  /** A call was answered, by a result or by the server's refusal. */
  answered(): void {
    this.#answeredAt = performance.now();
  }

  /** A call was not answered. Replaces the connection where that has gone on for too long. */
  unanswered(): void {
    const now = performance.now();
    const { silence, between } = this.#times;
    if (now - this.#answeredAt < silence || now - this.#openedAt < between) return;
    const old = this.#now;
    this.#now = this.#open();
    this.#openedAt = now;
    this.#close(old);
  }
}
