import type { ServerResponse } from "node:http";

/** How often waiting answers are checked within the time that they may wait. */
const looks = 6;

/** Answers that wait for their peers to read. */
export class SlowPeers {
  readonly #waiting = new Map<ServerResponse, number>();
  readonly #timer: ReturnType<typeof setInterval>;

  /** A peer that reads nothing for `stalledMs` is cut, and `onCut` called. */
  constructor(stalledMs: number, onCut: () => void) {
    this.#timer = setInterval(() => {
      const now = performance.now();
      for (const [response, since] of this.#waiting) {
        if (now - since < stalledMs) continue;
        this.#waiting.delete(response);
        onCut();
        response.socket?.destroy();
      }
    }, stalledMs / looks);
    this.#timer.unref();
  }

  /** Resolves when the response accepts more, at once where it does, and when its connection is gone. */
  taken(response: ServerResponse): Promise<void> {
    if (response.destroyed || !response.writableNeedDrain) return Promise.resolve();
    return this.#until(response, "drain");
  }

  /** Ends a response with its last bytes, and resolves when all of it was sent, or its connection is gone. */
  ended(response: ServerResponse, last?: Uint8Array): Promise<void> {
    if (response.destroyed) return Promise.resolve();
    response.end(last);
    return response.writableFinished ? Promise.resolve() : this.#until(response, "finish");
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #until(response: ServerResponse, event: "drain" | "finish"): Promise<void> {
    this.#waiting.set(response, performance.now());
    return new Promise((resolve) => {
      const over = () => {
        this.#waiting.delete(response);
        response.off(event, over);
        response.off("close", over);
        resolve();
      };
      response.on(event, over);
      response.on("close", over);
    });
  }
}
