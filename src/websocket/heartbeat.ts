import type { WebSocket } from "ws";

/** A peer that is silent for this long gets a ping, and is disconnected when it stays silent for as long again, ms. */
const defaultIntervalMs = 15_000;

/** Finds peers that disappeared without closing, with one timer for all sockets. */
export class Heartbeat {
  readonly #beating = new Map<WebSocket, { heard: boolean; isBusy: () => boolean }>();
  readonly #timer: ReturnType<typeof setInterval>;

  constructor(everyMs = defaultIntervalMs) {
    this.#timer = setInterval(() => this.#beat(), everyMs);
    this.#timer.unref();
  }

  /**
   * Watches a socket until the returned function is called. While `isBusy`, nothing is read from it, so its silence
   * means nothing.
   */
  begin(socket: WebSocket, isBusy: () => boolean): () => void {
    const peer = { heard: true, isBusy };
    this.#beating.set(socket, peer);
    const heard = () => (peer.heard = true);
    for (const event of ["message", "pong", "ping"] as const) socket.on(event, heard);
    return () => this.#beating.delete(socket);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #beat() {
    for (const [socket, peer] of this.#beating) {
      if (peer.isBusy()) continue;
      if (!peer.heard) {
        socket.terminate();
        continue;
      }
      peer.heard = false;
      socket.ping();
    }
  }
}
