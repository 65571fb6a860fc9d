import { Semaphore } from "../../protocol/async/semaphore.ts";
import { sleep } from "../../protocol/async/sleep.ts";

const never = new AbortController().signal;

/** Limits how much work runs at a time; further work waits in its order. */
export class WorkLimiter {
  readonly #semaphore: Semaphore;

  /** At most `limit` run at a time. */
  constructor(limit: number) {
    this.#semaphore = new Semaphore(limit);
  }

  /** Runs `work` when its turn comes. Other requests are served between the turns, even where work never awaits. */
  async run<T>(work: () => T | Promise<T>): Promise<T> {
    const release = await this.#semaphore.acquire(never);
    try {
      // A timer, since Deno 2.9.3 runs dozens of immediates in a row before it serves requests.
      await sleep(0);
      return await work();
    } finally {
      release();
    }
  }
}
