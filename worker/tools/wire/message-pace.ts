import type { Message } from "./carry.ts";

/** Maximum messages of a method in a window, and the window, ms. */
const limits = { perWindow: 20, windowMs: 1_000 };
/** Maximum number of methods with a count of their own. */
const maxMethods = 50;

/**
 * Limits the rate of a server's own messages: progress, logs, announcements of changed lists, requests to the client. A
 * server can send 100,000 of them, and each costs the worker more than the server. A dropped message adds nothing to
 * those that just passed.
 */
export class MessagePace {
  #window = -Infinity;
  readonly #counts = new Map<string, number>();
  /** Number of dropped messages. */
  dropped = 0;

  /** True if the message should be processed. */
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
