import { type Client, RequestError } from "@tramontane/client";
import { consoleEvents, type ConsoleEventsSubscription } from "./events.generated.ts";

/** An event of a conversation, as the timeline and the table show it. */
export type ConsoleEvent = ConsoleEventsSubscription["event"];

/** The events that are read so far. */
export interface EventLogState {
  /** The oldest first, without gaps; the number of the first is 1 unless older ones were deleted. */
  readonly events: readonly ConsoleEvent[];
  /** Why reading ended; null: it goes on, or the stream has ended. */
  readonly fault: string | null;
}

/** More events are not kept: a page of a browser has to stay quick. */
export const maxEvents = 50_000;

/** Reads all events of a conversation, then follows it. Listeners are called at most once a frame. */
export class EventLog {
  #state: EventLogState = { events: [], fault: null };
  readonly #events: ConsoleEvent[] = [];
  readonly #client: Client;
  readonly #id: string;
  readonly #listeners = new Set<() => void>();
  #reading: AbortController | undefined;
  #frame = 0;

  constructor(client: Client, id: string) {
    this.#client = client;
    this.#id = id;
  }

  readonly get = (): EventLogState => this.#state;

  readonly subscribe = (listener: () => void): () => void => {
    this.#listeners.add(listener);
    this.#start();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#stop();
    };
  };

  #start(): void {
    if (this.#reading || this.#state.fault !== null) return;
    const reading = this.#reading = new AbortController();
    void this.#read(reading.signal).catch((error) => {
      if (!reading.signal.aborted) this.#show({ fault: messageOf(error) });
    });
  }

  #stop(): void {
    this.#reading?.abort();
    this.#reading = undefined;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  async #read(signal: AbortSignal): Promise<void> {
    const after = this.#events.at(-1)?.cursor ?? null;
    const subscription = { query: consoleEvents, variables: { id: this.#id }, after };
    for await (const event of this.#client.follow(subscription, { signal })) {
      this.#events.push(event);
      this.#request();
      if (this.#events.length >= maxEvents) {
        return this.#show({ fault: `Only the first ${maxEvents} events are shown.` });
      }
    }
  }

  #request(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#show({});
    });
  }

  #show(change: Partial<EventLogState>): void {
    this.#state = { ...this.#state, events: this.#events.slice(), ...change };
    for (const listener of [...this.#listeners]) listener();
  }
}

/** The events up to a number; null: all. They have no gaps. */
export function eventsUpTo(
  events: readonly ConsoleEvent[],
  at: number | null,
): readonly ConsoleEvent[] {
  return at === null ? events : events.slice(0, Math.max(0, at - (events[0]?.seq ?? 1) + 1));
}

/** The event with this number, if it was read. */
export const eventAt = (
  events: readonly ConsoleEvent[],
  at: number,
): ConsoleEvent | undefined => events[at - (events[0]?.seq ?? 1)];

const messageOf = (error: unknown): string =>
  error instanceof RequestError || error instanceof Error ? error.message : String(error);
