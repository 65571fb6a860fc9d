import type { Lifetime } from "./lifetime.ts";

/** What is done with a store of any kind. */
export interface Kept {
  readonly lifetime: Lifetime;
  changed(): void;
  connected(): void;
  reconnect(): void;
}

/** Stores without a listener that are kept of each kind, so that going back to one shows it at once. */
const maxUnused = 20;

/** The stores of one kind by their keys. Of those that have no listener, the oldest are dropped. */
export class Shelf<S> {
  readonly #keptOf: (store: S) => Kept;
  readonly #stores = new Map<string, S>();

  constructor(keptOf: (store: S) => Kept) {
    this.#keptOf = keptOf;
  }

  get all(): readonly S[] {
    return [...this.#stores.values()];
  }

  get kept(): readonly Kept[] {
    return this.all.map(this.#keptOf);
  }

  /** The store of this key, which is made if there is none. */
  get(key: string, make: () => S): S {
    const known = this.#stores.get(key);
    if (known) return known;
    this.#dropUnused();
    const made = make();
    this.#stores.set(key, made);
    return made;
  }

  #dropUnused(): void {
    const unused = [...this.#stores].filter(([, one]) => !this.#keptOf(one).lifetime.isUsed);
    const extra = Math.max(0, unused.length - maxUnused);
    for (const [key] of unused.slice(0, extra)) this.#stores.delete(key);
  }
}
