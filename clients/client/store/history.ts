import type { Source } from "../source.ts";
import { completeEvent } from "./complete-event.ts";
import type { StoreEvent, StoreNode } from "./entries.ts";
import { type Fault, faultOfError, ownFault } from "./fault.ts";
import { type ConversationRecord, recordAfter, recordOf } from "./record.ts";
import { storeEvents } from "./store.generated.ts";

/** Events between two kept states. The state of any event is folded from the one before it. */
const everyEvents = 256;

/**
 * The states of a conversation after each of its events. The events are read as far as they are needed, without deltas, and
 * kept.
 */
export class History {
  readonly #source: Source;
  readonly #id: string;
  #events: StoreEvent[] = [];
  /** The state before the event with the index of the list, times `everyEvents`. */
  #states: ConversationRecord[];
  #newest: ConversationRecord;

  /** `shared`: the entries that a fork shares, which are in no event of its own. */
  constructor(source: Source, id: string, shared: readonly StoreNode[]) {
    this.#source = source;
    this.#id = id;
    this.#newest = recordOf(shared);
    this.#states = [this.#newest];
  }

  /** The state after event `n`, if the events up to it were read; 0 is the state before the first. */
  at(n: number): ConversationRecord | null {
    if (n > this.#events.length) return null;
    const from = Math.floor(n / everyEvents);
    const state = this.#states[from];
    if (!state) return null;
    return this.#events.slice(from * everyEvents, n).reduce(recordAfter, state);
  }

  /** Reads the events up to `n`. Returns why the state after it cannot be shown; null: it can. */
  async read(n: number, signal: AbortSignal): Promise<Fault | null> {
    try {
      return n > this.#events.length ? await this.#follow(n, signal) : null;
    } catch (error) {
      return faultOfError(error);
    }
  }

  async #follow(n: number, signal: AbortSignal): Promise<Fault | null> {
    const variables = { id: this.#id, deltas: false };
    const after = this.#events.at(-1)?.cursor ?? null;
    const events = this.#source.follow({ query: storeEvents, variables, after }, { signal });
    for await (const event of events) {
      const whole = await completeEvent(this.#source, event, signal);
      if (signal.aborted) return null;
      if (event.seq !== this.#events.length + 1) {
        const message = `events before ${event.seq} were deleted: their retention has ended`;
        return ownFault("HISTORY_EXPIRED", message);
      }
      this.#add(whole);
      if (this.#events.length >= n) return null;
    }
    const has = this.#events.length;
    return signal.aborted || has >= n ? null : ownFault("NO_EVENT", `there are ${has} events`);
  }

  #add(event: StoreEvent): void {
    this.#events.push(event);
    this.#newest = recordAfter(this.#newest, event);
    if (this.#events.length % everyEvents === 0) this.#states.push(this.#newest);
  }
}
