import { sleep } from "../../protocol/async/sleep.ts";
import type { ReadSocket } from "./inbox.ts";

/** A socket with more unsent bytes waits. A reader that has stopped reading costs this much. */
const highWater = 64 * 1024;
/**
 * First interval at which a full socket is checked, ms; it doubles while the socket stays full, so that many paused
 * ones cost little.
 */
const minIntervalMs = 5;
const maxIntervalMs = 160;
/** A socket that accepts nothing for this long is closed, ms. */
const defaultLagMs = 15_000;

/** The parts of a socket that matter here. */
export interface WritableSocket {
  readonly bufferedAmount: number;
  readonly readyState: number;
  readonly OPEN: number;
}

/** Pauses the results for one peer, and the messages from it, while the peer does not read. */
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
    lagMs = defaultLagMs,
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
   * Waits until the socket has room. False: it accepted nothing for `lagMs`. graphql-ws waits for this before it reads
   * its source again, so a slow reader slows its source and no buffer grows. Messages of the peer are not read
   * meanwhile: the answers to them, such as pongs, would have no room either.
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
    let intervalMs = minIntervalMs;
    while (socket.readyState === socket.OPEN && socket.bufferedAmount > highWater) {
      await sleep(intervalMs);
      intervalMs = Math.min(maxIntervalMs, intervalMs * 2);
      if (socket.bufferedAmount < least) {
        least = socket.bufferedAmount;
        since = performance.now();
        intervalMs = minIntervalMs;
        this.#onBacklog(least);
      } else if (performance.now() - since > this.#lagMs) return false;
    }
    return true;
  }
}

/** A close reason within the limit of a WebSocket, 123 bytes. */
export function limitedReason(reason: string): string {
  const bytes = new TextEncoder().encode(reason);
  return bytes.length <= 120 ? reason : new TextDecoder().decode(bytes.slice(0, 117));
}
