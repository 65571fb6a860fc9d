import { sleep } from "../../protocol/async/sleep.ts";
import type { ReadSocket } from "./inbox.ts";

/** A socket with more than this unsent waits, bytes. All that a reader who has stopped reading costs here. */
const highWater = 64 * 1024;
/** How soon a full socket is looked at again, ms; doubles while it stays full, so that many paused ones cost little. */
const firstLook = 5;
const lastLook = 160;
/** A socket that takes nothing for so long is given up, ms. */
const usualLagMs = 15_000;

/** What the flow needs of a socket. */
export interface WritableSocket {
  readonly bufferedAmount: number;
  readonly readyState: number;
  readonly OPEN: number;
}

/** Holds back what goes to one peer, and what comes from it, while the peer does not read. */
export class Backpressure {
  readonly #socket: WritableSocket;
  readonly #reading: ReadSocket;
  readonly #onBacklog: (bytes: number) => void;
  readonly #lagMs: number;
  #waiting: Promise<boolean> | undefined;

  /** `onBacklog` gets the number of unsent bytes while the socket is full, and 0 afterwards. */
  constructor(
    socket: WritableSocket,
    reading: ReadSocket,
    onBacklog: (bytes: number) => void,
    lagMs = usualLagMs,
  ) {
    this.#socket = socket;
    this.#reading = reading;
    this.#onBacklog = onBacklog;
    this.#lagMs = lagMs;
  }

  /** True while the socket is full. */
  get isFull(): boolean {
    return this.#waiting !== undefined;
  }

  /**
   * Waits until the socket has room again. False: it took nothing for `lagMs`. graphql-ws waits for it before it asks a
   * source for more, so a slow reader holds back its source and no buffer grows. What the peer sends meanwhile is not
   * read: the answers to it, such as pongs, would have no room either.
   */
  drained(): Promise<boolean> {
    if (this.#socket.bufferedAmount <= highWater) return Promise.resolve(true);
    this.#onBacklog(this.#socket.bufferedAmount);
    return this.#waiting ??= this.#wait();
  }

  async #wait(): Promise<boolean> {
    const socket = this.#socket;
    this.#reading.pause();
    const taken = await this.#emptied();
    this.#onBacklog(taken ? 0 : socket.bufferedAmount);
    this.#waiting = undefined;
    this.#reading.resume();
    return taken;
  }

  async #emptied(): Promise<boolean> {
    const socket = this.#socket;
    let least = socket.bufferedAmount;
    let since = performance.now();
    let look = firstLook;
    while (socket.readyState === socket.OPEN && socket.bufferedAmount > highWater) {
      await sleep(look);
      look = Math.min(lastLook, look * 2);
      if (socket.bufferedAmount < least) {
        least = socket.bufferedAmount;
        since = performance.now();
        look = firstLook;
        this.#onBacklog(least);
      } else if (performance.now() - since > this.#lagMs) return false;
    }
    return true;
  }
}

/** A close reason within what a socket takes: 123 bytes. */
export function limitedReason(reason: string): string {
  const bytes = new TextEncoder().encode(reason);
  return bytes.length <= 120 ? reason : new TextDecoder().decode(bytes.slice(0, 117));
}
