import { sleep } from "../../protocol/async/sleep.ts";

/** Resolves after other requests were served. Deno 2.9.3 runs dozens of immediates in a row before it serves them. */
const turnOfLoop = () => sleep(0);

/** Limits how much work runs at once; the rest waits in its order. */
export class WorkLimiter {
  readonly #most: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Runs `work` when its turn comes. Other requests are served between the turns, even where work never awaits. */
  async run<T>(work: () => T | Promise<T>): Promise<T> {
    if (this.#running < this.#most) this.#running++;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      await turnOfLoop();
      return await work();
    } finally {
      this.#hand();
    }
  }

  /** The next one takes this place. */
  #hand(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#running--;
  }
}
