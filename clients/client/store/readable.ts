/** A value that changes, as `useSyncExternalStore` and other stores read it. */
export interface Readable<T> {
  /** The value now: the same object until it changes. */
  readonly get: () => T;
  /** The value of the page that a server rendered, with which a browser begins. */
  readonly getServer: () => T;
  /** Calls back after each change, at most once a frame, until the returned function is called. */
  readonly subscribe: (changed: () => void) => () => void;
}

/** Called when the first listener comes and when the last one has left. */
export interface Use {
  begin(): void;
  end(): void;
}

/** A readable value and its listeners. */
export class Cell<T> implements Readable<T> {
  readonly #listeners = new Set<() => void>();
  readonly #use: Use;
  readonly #server: T;
  #value: T;

  constructor(value: T, server: T, use: Use) {
    this.#value = value;
    this.#server = server;
    this.#use = use;
  }

  readonly get = (): T => this.#value;
  readonly getServer = (): T => this.#server;

  readonly subscribe = (changed: () => void): () => void => {
    // The same function may be added twice.
    const listener = () => changed();
    this.#listeners.add(listener);
    this.#use.begin();
    return () => {
      if (this.#listeners.delete(listener)) this.#use.end();
    };
  };

  /** Sets the value, and calls the listeners if it is another one. */
  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const listener of [...this.#listeners]) listener();
  }
}

/** The object before, if the one now has the same fields. */
export function sameOr<T extends object>(before: T, now: T): T {
  const fields = Object.keys(now) as (keyof T)[];
  return fields.every((field) => Object.is(before[field], now[field])) ? before : now;
}
