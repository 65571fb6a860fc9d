import { follow, StreamError } from "../../clients/client/mod.ts";
import * as documents from "./chaos.generated.ts";

type Seen = documents.EventFragment;

/** Follows one conversation at one API until it is closed. */
export class Reader {
  readonly seen: Seen[] = [];
  readonly url: string;
  readonly #id: string;
  readonly #closing = new AbortController();
  readonly #running: Promise<void>;
  #waiting: (() => void)[] = [];

  constructor(url: string, id: string) {
    this.url = url;
    this.#id = id;
    this.#running = this.#run();
  }

  /** Waits until some event matches, past or future; false after `ms`. */
  async until(like: (event: Seen) => boolean, ms: number): Promise<boolean> {
    const end = Date.now() + ms;
    while (!this.seen.some(like)) {
      const left = end - Date.now();
      if (left <= 0) return false;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#waiting.push(() => (clearTimeout(timer), resolve()));
      });
    }
    return true;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#running;
  }

  async #run() {
    while (!this.#closing.signal.aborted) {
      try {
        await this.#follow();
      } catch (error) {
        // The server was away for longer than the client retries.
        const away = error instanceof StreamError && error.retryable;
        if (!away && !this.#closing.signal.aborted) throw error;
      }
    }
  }

  async #follow() {
    // Many attempts, because outages follow each other here.
    const retry = { firstMs: 50, maxMs: 500, attempts: 1_000 };
    const { signal } = this.#closing;
    const events = follow({ url: this.url, signal, retry }, {
      query: documents.follow,
      variables: { id: this.#id },
      after: this.seen.at(-1)?.cursor,
    });
    for await (const event of events) {
      this.seen.push(event as unknown as Seen);
      for (const wake of this.#waiting.splice(0)) wake();
    }
  }
}
