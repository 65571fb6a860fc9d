type Result<T> = IteratorResult<T, undefined>;

const done: Result<never> = { done: true, value: undefined };

/**
 * Hands what arrives to whoever asks, in order. It takes whatever is put into it; whoever puts must look
 * at `size`. `end` and `fail` come after what waits, `drop` at once.
 */
export class AsyncQueue<T> {
  #waiting: T[] = [];
  #asked: { resolve: (result: Result<T>) => void; reject: (error: unknown) => void }[] = [];
  #end: { error: unknown } | "ended" | undefined;
  #drained: (() => void)[] = [];

  /** How many wait to be taken. */
  get size(): number {
    return this.#waiting.length;
  }

  put(value: T): void {
    if (this.#end) return;
    const asked = this.#asked.shift();
    if (asked) asked.resolve({ done: false, value });
    else this.#waiting.push(value);
  }

  end(): void {
    this.#close("ended");
  }

  /** The error is thrown once, then it has ended. */
  fail(error: unknown): void {
    this.#close({ error });
  }

  /** Ends, forgets what waits, and answers all who ask. */
  drop(): void {
    this.#waiting = [];
    this.#end = "ended";
    this.#settle();
  }

  next(): Promise<Result<T>> {
    if (this.#waiting.length === 0 && !this.#end) return this.#ask();
    if (this.#waiting.length > 0) return Promise.resolve({ done: false, value: this.#take() });
    const end = this.#end;
    this.#end = "ended";
    return end && end !== "ended" ? Promise.reject(end.error) : Promise.resolve(done);
  }

  /** Settles when nothing waits, or at its end. */
  drained(): Promise<void> {
    if (this.#waiting.length === 0) return Promise.resolve();
    return new Promise((resolve) => this.#drained.push(resolve));
  }

  #ask(): Promise<Result<T>> {
    return new Promise((resolve, reject) => this.#asked.push({ resolve, reject }));
  }

  #take(): T {
    const value = this.#waiting.shift() as T;
    if (this.#waiting.length === 0) this.#settleDrained();
    return value;
  }

  #close(end: { error: unknown } | "ended"): void {
    this.#end ??= end;
    if (this.#waiting.length === 0) this.#settle();
  }

  #settle(): void {
    this.#settleDrained();
    for (const { resolve, reject } of this.#asked.splice(0)) {
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
