import { sleep } from "./sleep.ts";

/** Ends waits early. A wake-up that comes while nothing waits is remembered, so that the next wait ends at once. */
export class WakeUp {
  #next = new AbortController();

  /** Ends the current wait, or the next one. */
  wake(): void {
    this.#next.abort();
  }

  /** Drops a remembered wake-up: what it announced is about to be read. */
  reset(): void {
    if (this.#next.signal.aborted) this.#next = new AbortController();
  }

  /** Resolves at a wake-up, after `ms`, or when `signal` aborts. */
  async wait(ms: number, signal?: AbortSignal): Promise<void> {
    const { signal: woken } = this.#next;
    await sleep(ms, signal ? AbortSignal.any([signal, woken]) : woken);
    this.reset();
  }
}
