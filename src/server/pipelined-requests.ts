import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { BufferBudget, BufferShare } from "./buffer-budget.ts";

interface Turns {
  last: Promise<unknown>;
  waiting: number;
  /** Request lines and headers of waiting requests, bytes. */
  bytes: number;
  share: BufferShare;
}

/**
 * Serves the requests of one connection one by one, also where the peer does not wait for their answers (pipelining):
 * otherwise a few bytes would make the server compute hundreds of answers at once.
 */
export class PipelinedRequests {
  readonly #limit: number;
  readonly #budget: BufferBudget;
  readonly #turns = new WeakMap<Socket, Turns>();

  /** A connection with more than `limit` waiting requests is cut; their size counts in `budget`. */
  constructor(limit: number, budget: BufferBudget) {
    this.#limit = limit;
    this.#budget = budget;
  }

  /** Runs `serve` after all earlier requests of this connection. */
  async run(request: IncomingMessage, serve: () => Promise<void>): Promise<void> {
    const { socket } = request;
    const turns = this.#turnsOf(socket);
    if (socket.destroyed) return;
    if (turns.waiting >= this.#limit) return void socket.destroy();
    const idle = turns.waiting++ === 0;
    const size = idle ? 0 : sizeOf(request);
    turns.share.set(turns.bytes += size);
    const mine = idle ? serve() : turns.last.then(serve);
    turns.last = mine.catch(() => {});
    try {
      await mine;
    } finally {
      turns.waiting--;
      if (!socket.destroyed) turns.share.set(turns.bytes -= size);
    }
  }

  #turnsOf(socket: Socket): Turns {
    const known = this.#turns.get(socket);
    if (known) return known;
    const share = this.#budget.open(() => socket.resetAndDestroy());
    const turns = { last: Promise.resolve(), waiting: 0, bytes: 0, share };
    this.#turns.set(socket, turns);
    socket.once("close", share.close);
    return turns;
  }
}

const sizeOf = ({ url = "", rawHeaders }: IncomingMessage) =>
  rawHeaders.reduce((bytes, text) => bytes + text.length, url.length);
