import type { Source } from "../source.ts";
import { type Timeline, timeline } from "../view/timeline.ts";
import { completeEvent } from "./complete-event.ts";
import type { StoreEvent } from "./entries.ts";
import { type Fault, faultOfError, ownFault } from "./fault.ts";
import { type ConversationRecord, type PageNode, recordAfter, recordOf } from "./record.ts";
import { storeEvents } from "./store.generated.ts";

/** Events that are read beyond the wanted one: the next steps need no reading. */
const aheadEvents = 1_000;

/**
 * The states of a conversation after each of its events. The events are read as far as they are needed, without deltas, and
 * kept.
 */
export class History {
  readonly #source: Source;
  readonly #id: string;
  readonly #past: Timeline<ConversationRecord, StoreEvent>;
  #cursor: string | null = null;

  /** `shared`: the entries that a fork shares, which are in no event of its own. */
  constructor(source: Source, id: string, shared: readonly PageNode[]) {
    this.#source = source;
    this.#id = id;
    this.#past = timeline(recordAfter, recordOf(shared));
  }

  /** The state after event `n`, if the events up to it were read; 0 is the state before the first. */
  at(n: number): ConversationRecord | null {
    return n <= this.#past.length ? this.#past.at(n) : null;
  }

  /**
   * Reads the events up to `n`, and some beyond it of those that exist (`lastSeq`). Returns why the state after `n` cannot
   * be shown; null: it can.
   */
  async read(
    n: number,
    lastSeq: number,
    signal: AbortSignal,
  ): Promise<Fault | null> {
    if (n <= this.#past.length) return null;
    try {
      return await this.#follow(
        Math.max(n, Math.min(lastSeq, n + aheadEvents)),
        signal,
      );
    } catch (error) {
      return faultOfError(error);
    }
  }

  async #follow(n: number, signal: AbortSignal): Promise<Fault | null> {
    const variables = { id: this.#id, deltas: false };
    const after = this.#cursor;
    const events = this.#source.follow(
      { query: storeEvents, variables, after },
      { signal },
    );
    for await (const event of events) {
      const whole = await completeEvent(this.#source, event, signal);
      if (signal.aborted) return null;
      if (event.seq !== this.#past.length + 1) {
        const message = `events before ${event.seq} were deleted: their retention has ended`;
        return ownFault("HISTORY_EXPIRED", message);
      }
      this.#past.add(whole);
      this.#cursor = event.cursor;
      if (this.#past.length >= n) return null;
    }
    const count = this.#past.length;
    return signal.aborted ? null : ownFault("NO_EVENT", `there are only ${count} events`);
  }
}
