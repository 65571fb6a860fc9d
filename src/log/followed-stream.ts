import type { DurableEvent } from "../../protocol/log/event.ts";
import type { DraftRow, NotifiedText } from "../../store/mod.ts";
import { StreamTail } from "./stream-tail.ts";

/** A reader that learns when a stream changes. */
export interface Watcher {
  wake(): void;
  /** No further event will arrive. */
  fail(error: unknown): void;
}

/** Events read before the end, so that a reader which resumes after a short absence is served from memory. */
const preload = 32;

/** A stream of a tenant, and where it begins and ends. */
export interface FollowableStream {
  tenant: string;
  id: string;
  head: number;
  oldest: number;
}

/** A tail and its readers. */
export class FollowedStream {
  readonly tenant: string;
  readonly tail: StreamTail;
  readonly #watchers = new Set<Watcher>();
  readonly #loaded = Promise.withResolvers<void>();
  #isLoaded = false;
  #failure: Error | null = null;
  /** Callers that wait for the first read and will add a watcher. */
  #announced = 0;

  constructor({ tenant, id, head, oldest }: FollowableStream) {
    this.tenant = tenant;
    this.tail = new StreamTail(id, Math.max(oldest - 1, head - preload, 0));
    this.#loaded.promise.catch(() => {}); // reported to the waiting callers; there may be none
  }

  /** Announces a watcher, so that the stream is kept. Resolves once the tail has been read. */
  async announce(): Promise<void> {
    this.#announced++;
    try {
      await this.#loaded.promise;
    } catch (error) {
      this.#announced--;
      throw error;
    }
  }

  /** True after the first read: everything that arrives later is new. */
  get isLoaded(): boolean {
    return this.#isLoaded;
  }

  /** True where the stream has to be read before a reader of a stream with this head can start. */
  isBehind(head: number): boolean {
    return !this.#isLoaded || this.tail.head < head;
  }

  /** True without watchers and announced ones. */
  get isIdle(): boolean {
    return this.#watchers.size === 0 && this.#announced === 0;
  }

  /** Adds the announced watcher. */
  add(watcher: Watcher): void {
    this.#announced--;
    this.#watchers.add(watcher);
    if (this.#failure) watcher.fail(this.#failure);
  }

  remove(watcher: Watcher): void {
    this.#watchers.delete(watcher);
  }

  /** Adds new events and drafts, and wakes the watchers if there are any. Throws when an event is missing. */
  apply(events: readonly DurableEvent[], drafts: readonly DraftRow[]): void {
    const changed = this.tail.apply(events, drafts);
    this.#isLoaded = true;
    this.#loaded.resolve();
    if (changed) this.#wake();
  }

  /** Adds text of a notification that follows everything the tail has. Returns false if the stream has to be read. */
  addNotified(texts: readonly NotifiedText[]): boolean {
    const isComplete = this.tail.addNotified(texts);
    this.#wake();
    return isComplete;
  }

  #wake() {
    for (const watcher of [...this.#watchers]) watcher.wake();
  }

  /** Ends all watchers with this error, also those still to be added. */
  end(error: Error): void {
    this.#failure = error;
    this.#loaded.reject(error);
    for (const watcher of [...this.#watchers]) watcher.fail(error);
  }
}
