/** Times of a renewable connection, ms. */
export interface RenewalTimes {
  /** A connection is replaced if calls get no answer for this time. */
  silence: number;
  /** Minimum between two replacements. */
  between: number;
}

const usualTimes: RenewalTimes = { silence: 2_500, between: 2_500 };

/**
 * A connection that is replaced when its calls get no answers. A channel reconnects by itself after a refusal; if its
 * packets are lost silently it would wait for the kernel's retransmissions, whose intervals grow.
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

  /** The connection to use for the next call. */
  get current(): C {
    return this.#now;
  }

  /** Call it when a call was answered, by a result or by an error of the server. */
  answered(): void {
    this.#answeredAt = performance.now();
  }

  /** Call it when a call was not answered. Replaces the connection if that has lasted too long. */
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
