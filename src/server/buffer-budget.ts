/** What one peer holds of a budget. */
export interface BufferShare {
  /** Sets how much it holds, bytes. May cut this share or another one. */
  set(bytes: number): void;
  /** Gives all back. */
  close(): void;
}

/**
 * A limit on what all peers of a process hold together. When it is passed, the share with the largest product of size
 * and age is cut, then the next, until the rest fits: a peer that withholds something loses before one that is quick.
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

  /** What is held now, bytes. */
  get used(): number {
    return this.#used;
  }

  /** Opens an empty share. `cut` must free what the share holds; it is called at most once. */
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
  /** When it began to hold something, ms. */
  since: number;
  cut: () => void;
}
