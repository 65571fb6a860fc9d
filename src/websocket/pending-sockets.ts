/** Limit on the sockets of one address that have not signed in. */
const defaultMax = 10;

/** Counts the sockets that have not signed in yet, by address. */
export class PendingSockets {
  readonly #count = new Map<string, number>();
  readonly #max: number;

  constructor(max: number = defaultMax) {
    this.#max = max;
  }

  /** Counts one until the returned function is called; null: the address has too many. */
  add(address: string): (() => void) | null {
    const count = this.#count.get(address) ?? 0;
    if (count >= this.#max) return null;
    this.#count.set(address, count + 1);
    let isCounted = true;
    return () => {
      if (isCounted) this.#remove(address);
      isCounted = false;
    };
  }

  #remove(address: string): void {
    const left = (this.#count.get(address) ?? 1) - 1;
    if (left === 0) this.#count.delete(address);
    else this.#count.set(address, left);
  }
}
