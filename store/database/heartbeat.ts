import { randomUUID } from "node:crypto";

const mark = "@";

/** A connection's talk to itself: a notification that must come back in time. */
export class Heartbeat {
  readonly #own = `${mark}${randomUUID()}`;
  readonly #times: { beat: number; silence: number };
  readonly #over: Promise<void>;
  #stop: () => void = () => {};
  #heardAt = performance.now();

  constructor(times: { beat: number; silence: number }) {
    this.#times = times;
    this.#over = new Promise((resolve) => (this.#stop = resolve));
  }

  /** True for the heartbeat of whichever process. */
  static isBeat(payload: string): boolean {
    return payload.startsWith(mark);
  }

  /** A heartbeat came. */
  heard(payload: string): void {
    if (payload === this.#own) this.#heardAt = performance.now();
  }

  /** The connection is known to be gone, or is not wanted any more. */
  stop(): void {
    this.#stop();
  }

  /** Sends beats; settles once none has come back for too long, one cannot be sent, or it is stopped. */
  async untilSilent(send: (beat: string) => PromiseLike<unknown>): Promise<void> {
    this.#heardAt = performance.now();
    const timer = setInterval(() => {
      if (performance.now() - this.#heardAt > this.#times.silence) return this.stop();
      send(this.#own).then(() => {}, () => this.stop());
    }, this.#times.beat);
    await this.#over;
    clearInterval(timer);
  }
}
