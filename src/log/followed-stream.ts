import type { DurableEvent } from "../../protocol/log/event.ts";
import type { DraftRow } from "../../store/mod.ts";
import { StreamTail } from "./stream-tail.ts";

/** Who is told that a stream moved on. */
export interface Watcher {
  wake(): void;
  /** Nothing more will come here. */
  fail(error: unknown): void;
}

/** Facts read ahead of the end, so that who comes back after a short absence is served from memory. */
const preload = 32;

/** A tail and who looks at it. */
export class FollowedStream {
  readonly tail: StreamTail;
  readonly #watchers = new Set<Watcher>();
  readonly #loaded = Promise.withResolvers<void>();
  #isLoaded = false;
  #failure: Error | null = null;
  /** Callers that wait for the first read and will add a watcher. */
  #arriving = 0;

  constructor(streamId: string, { head, oldest }: { head: number; oldest: number }) {
    this.tail = new StreamTail(streamId, Math.max(oldest - 1, head - preload, 0));
    this.#loaded.promise.catch(() => {}); // told to who waits; there may be nobody
  }

  /** Announces a watcher, so that the stream is kept. Settles once the tail holds what the store held. */
  async arrive(): Promise<void> {
    this.#arriving++;
    try {
      await this.#loaded.promise;
    } catch (error) {
      this.#arriving--;
      throw error;
    }
  }

  /** True once the store was read: what comes from now on is new. */
  get isLoaded(): boolean {
    return this.#isLoaded;
  }

  /** True when it has to be read before a reader of a stream with this head can begin. */
  isBehind(head: number): boolean {
    return !this.#isLoaded || this.tail.head < head;
  }

  /** True when nobody looks and nobody comes. */
  get isIdle(): boolean {
    return this.#watchers.size === 0 && this.#arriving === 0;
  }

  /** Adds the watcher that was announced. */
  add(watcher: Watcher): void {
    this.#arriving--;
    this.#watchers.add(watcher);
    if (this.#failure) watcher.fail(this.#failure);
  }

  remove(watcher: Watcher): void {
    this.#watchers.delete(watcher);
  }

  /** Takes in what is new and wakes the watchers if anything is. Throws when a event is missing. */
  takeIn(events: readonly DurableEvent[], drafts: readonly DraftRow[]): void {
    const changed = this.tail.apply(events, drafts);
    this.#isLoaded = true;
    this.#loaded.resolve();
    if (changed) { for (const watcher of [...this.#watchers]) watcher.wake(); }
  }

  /** Ends all watchers with this error, also those still to be added. */
  end(error: Error): void {
    this.#failure = error;
    this.#loaded.reject(error);
    for (const watcher of [...this.#watchers]) watcher.fail(error);
  }
}
