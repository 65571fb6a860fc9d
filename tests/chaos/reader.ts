import { follow, StreamError } from "../../clients/typescript/mod.ts";
import * as documents from "./documents.ts";

/** An event as `documents.follow` selects it. */
export interface Seen {
  __typename: string;
  cursor: string;
  fromSeq: number;
  seq: number;
  status?: string;
  turnId?: string;
  entryId?: string;
  nodeId?: string;
  part?: number;
  kind?: string;
  offset?: number;
  text?: string;
}

/** A reader of one conversation at one API, for as long as it is not closed. */
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

  /** Waits until an event is like this, also one of before; false after `ms`. */
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
        // Its server was away for longer than the client is patient; it comes back.
        const away = error instanceof StreamError && error.retryable;
        if (!away && !this.#closing.signal.aborted) throw error;
      }
    }
  }

  async #follow() {
    // More patient than a user's screen: an outage is often several at a time here.
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
