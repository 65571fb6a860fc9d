import type { Socket } from "node:net";

/**
 * Requests that came on one connection without waiting for their answers (pipelining) are served one by one: otherwise a
 * few bytes would make the server compute hundreds of answers at once.
 */
export class InTurn {
  readonly #most: number;
  readonly #waiting = new WeakMap<Socket, { last: Promise<unknown>; waiting: number }>();

  /** A connection on which more than `most` requests wait is cut. */
  constructor(most: number) {
    this.#most = most;
  }

  /** Runs `serve` once all that came before on this connection is done. */
  async run(socket: Socket, serve: () => Promise<void>): Promise<void> {
    const turns = this.#waiting.get(socket) ?? { last: Promise.resolve(), waiting: 0 };
    if (turns.waiting >= this.#most) return void socket.destroy();
    this.#waiting.set(socket, turns);
    const idle = turns.waiting++ === 0;
    const mine = idle ? serve() : turns.last.then(serve);
    turns.last = mine.catch(() => {});
    try {
      await mine;
    } finally {
      turns.waiting--;
    }
  }
}
