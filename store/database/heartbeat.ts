import { randomUUID } from "node:crypto";

const prefix = "@";

/** Notifications that a listening connection sends to itself, to notice that it no longer receives any. */
export class Heartbeat {
  readonly #own = `${prefix}${randomUUID()}`;
  readonly #times: { beat: number; silence: number };
  readonly #stopped: Promise<void>;
  #stop: () => void = () => {};
  #receivedAt = performance.now();

  constructor(times: { beat: number; silence: number }) {
    this.#times = times;
    this.#stopped = new Promise((resolve) => (this.#stop = resolve));
  }

  /** True for a heartbeat of any process. */
  static isBeat(payload: string): boolean {
    return payload.startsWith(prefix);
  }

  /** Takes note of a heartbeat that arrived. */
  received(payload: string): void {
    if (payload === this.#own) this.#receivedAt = performance.now();
  }

  /** Ends `untilSilent`, because the connection is lost or no longer needed. */
  stop(): void {
    this.#stop();
  }

  /** Sends heartbeats; resolves once none has arrived for too long, one cannot be sent, or `stop` was called. */
  async untilSilent(send: (beat: string) => PromiseLike<unknown>): Promise<void> {
    this.#receivedAt = performance.now();
    const timer = setInterval(() => {
      if (performance.now() - this.#receivedAt > this.#times.silence) return this.stop();
      send(this.#own).then(() => {}, () => this.stop());
    }, this.#times.beat);
    await this.#stopped;
    clearInterval(timer);
  }
}
