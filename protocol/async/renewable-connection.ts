/** Times of a renewed connection, ms. */
export interface RenewalTimes {
  /** A connection on which calls got no answer for so long is replaced. */
  silence: number;
  /** Between two replacements. */
  between: number;
}

const usualTimes: RenewalTimes = { silence: 2_500, between: 2_500 };

/**
 * A connection that is replaced by a new one when its calls get no answers. A channel reconnects by itself where it is
 * refused; one whose packets are lost silently would wait for the kernel's retransmissions, whose intervals grow.
 */
export class RenewableConnection<C> {
  readonly #open: () => C;
  readonly #close: (connection: C) => void;
  readonly #times: RenewalTimes;
  #now: C;
  #answeredAt: number;
  #openedAt: number;

  constructor(open: () => C, close: (connection: C) => void, times: RenewalTimes = usualTimes) {
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
