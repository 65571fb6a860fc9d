/** The part of a budget that one peer occupies. */
export interface BufferShare {
  /** Sets its size, bytes. May cut this share or another one. */
  set(bytes: number): void;
  /** Frees the share. */
  close(): void;
}

/**
 * A limit on the memory that all peers of a process occupy together. When it is exceeded, the share with the largest
 * product of size and age is cut, then the next, until the rest fits: a slow peer is cut before a quick one.
 */
export class BufferBudget {
  readonly #limit: number;
  readonly #now: () => number;
  readonly #shares = new Set<Share>();
  #used = 0;

  /** `limit` in bytes; `now` in ms. */
  constructor(limit: number, now: () => number = () => performance.now()) {
    this.#limit = limit;
    this.#now = now;
  }

  /** The size of all shares, bytes. */
  get used(): number {
    return this.#used;
  }

  /** Opens an empty share. `cut` must free the share's memory; it is called at most once. */
  open(cut: () => void): BufferShare {
    const share: Share = { bytes: 0, since: 0, cut };
    return {
      set: (bytes) => this.#set(share, bytes),
      close: () => this.#set(share, 0),
    };
  }

  #set(share: Share, bytes: number): void {
    if (share.bytes === 0 && bytes > 0) {
      share.since = this.#now();
      this.#shares.add(share);
    }
    this.#used += bytes - share.bytes;
    share.bytes = bytes;
    if (bytes === 0) this.#shares.delete(share);
    while (this.#used > this.#limit) this.#cutWorst();
  }

  #cutWorst(): void {
    const now = this.#now();
    const weight = ({ bytes, since }: Share) => bytes * (1 + now - since);
    let worst: Share | undefined;
    for (const share of this.#shares) {
      if (!worst || weight(share) > weight(worst)) worst = share;
    }
    if (!worst) return;
    this.#set(worst, 0);
    worst.cut();
  }
}

interface Share {
  bytes: number;
  /** When it became larger than 0, ms. */
  since: number;
  cut: () => void;
}
