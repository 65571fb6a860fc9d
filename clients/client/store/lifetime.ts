import type { Use } from "./readable.ts";

/** How long a stream stays open without a listener, ms: React's StrictMode and a change of pages leave and come again. */
const lingerMs = 1_000;

/** What runs while a store has listeners. */
interface Run {
  start(): void;
  stop(): void;
}

/** Runs something while there are listeners. */
export class Lifetime implements Use {
  readonly #run: Run;
  #users = 0;
  #closed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(run: Run) {
    this.#run = run;
  }

  /** True: there are listeners, or there were a moment ago. */
  get isUsed(): boolean {
    return this.#users > 0 || this.#timer !== undefined;
  }

  begin(): void {
    this.#users++;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#closed) this.#run.start();
  }

  end(): void {
    if (--this.#users > 0) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#run.stop();
    }, lingerMs);
  }

  /** Stops in spite of listeners, for good. */
  close(): void {
    this.#closed = true;
    this.#run.stop();
  }
}
