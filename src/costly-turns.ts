/** Until requests of others were looked at. Deno 2.9.3 runs dozens of immediates in a row before it does so. */
const turnOfLoop = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

/** Lets only so many pieces of work run at once, in the order in which they came. */
export class CostlyTurns {
  readonly #most: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Runs `work` when its turn comes. Other requests are looked at between the turns, even where work never waits. */
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
