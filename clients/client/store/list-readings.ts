import { pause } from "../connection/pause.ts";
import { faultOfError } from "./fault.ts";
import { isPageHidden } from "./visibility.ts";

/** Between the first change and the reading of the list, ms: more changes often follow at once. */
const settleMs = 250;
/** From one reading to the next while changes keep coming, ms. */
const paceMs = 1_000;
/** How often the list is read where the feed cannot be followed, ms. */
const everyMs = 10_000;
/** The longest wait of a timer, ms. */
const forever = 2 ** 31 - 1;
/** Between two looks whether a hidden page is shown again, ms. */
const hiddenMs = 1_000;

/** Says when a list has to be read again: after items of the feed, and when it is asked to. */
export class ListReadings {
  #asked = new AbortController();

  /** The list is read soon. */
  ask(): void {
    this.#asked.abort();
  }

  /**
   * The cursor of the newest item, each time that the list has to be read: it then has what the items up to there report.
   * Where the feed cannot be followed for good, a time.
   */
  async *after<Item extends { cursor: string }>(
    start: string,
    items: AsyncIterableIterator<Item>,
    concerns: (item: Item) => boolean,
    signal: AbortSignal,
  ): AsyncGenerator<string, void> {
    const seen: Seen = { cursor: start, failure: null, isOver: false };
    void this.#follow(seen, items, concerns);
    try {
      while (!signal.aborted) {
        await pause(
          seen.isOver ? everyMs : forever,
          AbortSignal.any([signal, this.#asked.signal]),
        );
        await pause(settleMs, signal);
        while (isPageHidden() && !signal.aborted) await pause(hiddenMs, signal);
        this.#asked = new AbortController();
        const { failure } = seen;
        seen.failure = null;
        if (failure !== null) throw failure;
        if (signal.aborted) return;
        yield seen.cursor;
        await pause(paceMs - settleMs, signal);
      }
    } finally {
      await items.return?.();
    }
  }

  async #follow<Item extends { cursor: string }>(
    seen: Seen,
    items: AsyncIterable<Item>,
    concerns: (item: Item) => boolean,
  ): Promise<void> {
    try {
      for await (const item of items) {
        seen.cursor = item.cursor;
        if (concerns(item)) this.ask();
      }
    } catch (error) {
      const { code, retryable } = faultOfError(error);
      if (retryable || code === "CURSOR_EXPIRED") seen.failure = error;
    }
    seen.isOver = true;
    this.ask();
  }
}

interface Seen {
  cursor: string;
  /** Why the feed has to be opened again. */
  failure: unknown;
  isOver: boolean;
}
