import { FairQueue } from "../../protocol/async/fair-queue.ts";
import { sleep } from "../../protocol/async/sleep.ts";
import { Turn } from "./turn.ts";

/** Limits how much work runs at a time. Further work waits in its order; tenants with waiting work take turns. */
export class WorkLimiter {
  readonly #limit: number;
  #active = 0;
  /** Each is a request whose connection is open, of which the server limits the number. */
  readonly #waiting = new FairQueue<() => void>(Infinity);

  /** At most `limit` run at a time. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Runs `work` when its turn comes. Other requests are served between the turns, even where work never awaits. */
  async run<T>(tenant: string, work: (turn: Turn) => T | Promise<T>): Promise<T> {
    await this.#begin(tenant);
    const turn = new Turn(() => this.#begin(tenant), () => this.#end());
    try {
      // A timer, since Deno 2.9.3 runs dozens of immediates in a row before it serves requests.
      await sleep(0);
      return await work(turn);
    } finally {
      turn.end();
    }
  }

  async #begin(tenant: string): Promise<void> {
    if (this.#active < this.#limit) this.#active++;
    else await new Promise<void>((begin) => void this.#waiting.add(tenant, begin));
  }

  /** The place is passed on to the next that waits, so that `active` stays as it is. */
  #end(): void {
    const next = this.#waiting.next();
    if (next) next();
    else this.#active--;
  }
}
