type Result<T> = IteratorResult<T, undefined>;

const done: Result<never> = { done: true, value: undefined };

/**
 * Values in order, for an async iterator. It has no limit: the producer must check `size`. `end` and `fail` take effect
 * after the buffered values, `drop` at once.
 */
export class AsyncQueue<T> {
  #values: T[] = [];
  #pending: { resolve: (result: Result<T>) => void; reject: (error: unknown) => void }[] = [];
  #end: { error: unknown } | "ended" | undefined;
  #drained: (() => void)[] = [];

  /** Number of buffered values. */
  get size(): number {
    return this.#values.length;
  }

  put(value: T): void {
    if (this.#end) return;
    const next = this.#pending.shift();
    if (next) next.resolve({ done: false, value });
    else this.#values.push(value);
  }

  end(): void {
    this.#close("ended");
  }

  /** Throws the error once, then ends. */
  fail(error: unknown): void {
    this.#close({ error });
  }

  /** Ends, deletes the buffered values and settles all pending calls of `next`. */
  drop(): void {
    this.#values = [];
    this.#end = "ended";
    this.#settle();
  }

  next(): Promise<Result<T>> {
    if (this.#values.length === 0 && !this.#end) return this.#request();
    if (this.#values.length > 0) return Promise.resolve({ done: false, value: this.#take() });
    const end = this.#end;
    this.#end = "ended";
    return end && end !== "ended" ? Promise.reject(end.error) : Promise.resolve(done);
  }

  /** Settles when no value is buffered, or at the end. */
  drained(): Promise<void> {
    if (this.#values.length === 0) return Promise.resolve();
    return new Promise((resolve) => this.#drained.push(resolve));
  }

  #request(): Promise<Result<T>> {
    return new Promise((resolve, reject) => this.#pending.push({ resolve, reject }));
  }

  #take(): T {
    const value = this.#values.shift() as T;
    if (this.#values.length === 0) this.#settleDrained();
    return value;
  }

  #close(end: { error: unknown } | "ended"): void {
    this.#end ??= end;
    if (this.#values.length === 0) this.#settle();
  }

  #settle(): void {
    this.#settleDrained();
    for (const { resolve, reject } of this.#pending.splice(0)) {
      const end = this.#end;
      this.#end = "ended";
      if (end && end !== "ended") reject(end.error);
      else resolve(done);
    }
  }

  #settleDrained(): void {
    for (const settle of this.#drained.splice(0)) settle();
  }
}
