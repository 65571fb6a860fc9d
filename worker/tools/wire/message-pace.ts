import type { Message } from "./carry.ts";

/** Messages of one method of which a window lets through so many, ms. */
const limits = { perWindow: 20, windowMs: 1_000 };
/** Most methods that are counted one by one. */
const maxMethods = 50;

/**
 * How many of a server's own messages are read: progress, logs, notices of changed lists, requests to us. A server may
 * send 100,000 of them; each costs more here than there, and a request of it an answer. What is dropped says nothing
 * that what passed just before it did not say.
 */
export class MessagePace {
  #window = -Infinity;
  readonly #counts = new Map<string, number>();
  /** How many were dropped. */
  dropped = 0;

  /** True where the message is to be read. */
  passes({ method }: Message, now = performance.now()): boolean {
    if (now - this.#window >= limits.windowMs) {
      this.#window = now;
      this.#counts.clear();
    }
    const named = String(method);
    const key = this.#counts.has(named) || this.#counts.size < maxMethods ? named : "";
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    if (count <= limits.perWindow) return true;
    this.dropped++;
    return false;
  }
}
