import type { EventBody, LogEvent } from "../../schema/ports/event-log.ts";
import { graphError } from "../../schema/errors.ts";
import { type DurableEvent, endsStream } from "../../protocol/log/event.ts";
import { restartedEntry, type StreamTail } from "./stream-tail.ts";

/** Limit on the UTF-16 units of one delta, which bounds the work of a reader that wakes. */
const maxUnits = 64 * 1024;

/** Options of a reader. */
export interface ReaderOptions {
  tail: StreamTail;
  /** The number of the event to start after. */
  seq: number;
  deltas: boolean;
  /** The cursor to start after. */
  start: string;
  /** The cursor of an event. */
  cursor: (event: DurableEvent) => string;
  /** A page of events after a number, oldest first, for a reader that the tail has left behind. */
  page: (seq: number) => Promise<DurableEvent[]>;
  /** Called once when the reader ends. */
  onEnd: () => void;
}

type Result = IteratorResult<LogEvent, undefined>;
interface Waiting {
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

/**
 * One subscriber of a stream. Its state is a number, the offsets of the open entries, and whether it waits. It has no
 * queue: each `next()` takes what is new at that time, events first, then all new text of an open entry as one delta. A
 * slow reader thus gets fewer and longer deltas, never a gap. `return()` settles a waiting `next()` at once.
 */
export class StreamReader implements AsyncIterableIterator<LogEvent, undefined> {
  readonly #options: ReaderOptions;
  #seq: number;
  #offsets = new Map<string, number>();
  #page: DurableEvent[] = [];
  #waiting: Waiting | null = null;
  /** The cursor of the last event; deltas have it, too. */
  #cursor: string;
  #fetching = false;
  #ended = false;
  #failure: { error: unknown } | null = null;

  constructor(options: ReaderOptions) {
    this.#options = options;
    this.#seq = options.seq;
    this.#cursor = options.start;
  }

  [Symbol.asyncIterator]() {
    return this;
  }

  next(): Promise<Result> {
    if (this.#waiting) return Promise.reject(new Error("a reader is asked one thing at a time"));
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.wake();
    });
  }

  return(): Promise<Result> {
    this.#end();
    this.#settle(done);
    return Promise.resolve(done);
  }

  throw(): Promise<Result> {
    return this.return();
  }

  /** True after the last event of the stream. */
  get isOver(): boolean {
    const { tail } = this.#options;
    return tail.ended && this.#seq >= tail.head;
  }

  /** Takes what is new for a waiting `next()`. */
  wake(): void {
    if (!this.#waiting || this.#fetching) return;
    if (this.#ended) return this.#settle(done);
    if (this.#failure) return this.#fail(this.#failure.error);
    const event = this.#take();
    if (event === "behind") void this.#fetch();
    else if (event === "end") void this.return();
    else if (event !== "none") this.#settle({ done: false, value: event });
  }

  /** Ends with this error at the next call. */
  fail(error: unknown): void {
    this.#failure ??= { error };
    this.wake();
  }

  #take(): LogEvent | "none" | "behind" | "end" {
    const { tail, deltas } = this.#options;
    const event = this.#page.shift() ?? tail.after(this.#seq);
    if (event === "behind") return "behind";
    if (event !== "none") return this.#toEvent(event);
    // The reader is ahead of the tail: the open entries of the tail may be complete at its position.
    if (this.#seq > tail.head) return "none";
    return tail.ended ? "end" : deltas ? this.#delta() ?? "none" : "none";
  }

  #toEvent(event: DurableEvent): LogEvent {
    const { seq, at, body } = event;
    this.#seq = seq;
    this.#cursor = this.#options.cursor(event);
    const begun = restartedEntry(body);
    if (begun !== null) this.#deleteOffsets((id) => id === begun);
    if (endsStream(body)) this.#end();
    return this.#event(seq, at, body);
  }

  #delta(): LogEvent | null {
    const { open } = this.#options.tail;
    for (const { entryId, part, kind, text, at } of open.parts()) {
      const key = `${entryId}/${part}`;
      const offset = this.#offsets.get(key) ?? 0;
      if (text.length <= offset) continue;
      const piece = pieceOf(text, offset, maxUnits);
      this.#offsets.set(key, offset + piece.length);
      const delta = { entryId, part, kind, offset, text: piece };
      return this.#event(this.#seq + 1, at, { kind: "TextDelta", delta });
    }
    this.#deleteOffsets((id) => !open.has(id));
    return null;
  }

  #deleteOffsets(isOver: (entryId: string) => boolean) {
    for (const key of this.#offsets.keys()) {
      if (isOver(key.slice(0, key.indexOf("/")))) this.#offsets.delete(key);
    }
  }

  #event(fromSeq: number, at: Date, body: EventBody): LogEvent {
    return { cursor: this.#cursor, fromSeq, seq: this.#seq, at, body };
  }

  async #fetch() {
    this.#fetching = true;
    try {
      this.#page = await this.#options.page(this.#seq);
      if (this.#page[0]?.seq !== this.#seq + 1) {
        throw graphError(
          "CURSOR_EXPIRED",
          "The events after this cursor are no longer kept. Query again.",
        );
      }
    } catch (error) {
      this.#failure ??= { error };
    }
    this.#fetching = false;
    this.wake();
  }

  #fail(error: unknown) {
    const waiting = this.#waiting;
    this.#waiting = null;
    this.#end();
    waiting?.reject(error);
  }

  #settle(result: Result) {
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.resolve(result);
  }

  #end() {
    if (this.#ended) return;
    this.#ended = true;
    this.#options.onEnd();
  }
}

/** At most `maxUnits` of `text` from `offset`, never ending inside a surrogate pair. */
export function pieceOf(text: string, offset: number, most: number): string {
  const end = offset + most;
  const split = end < text.length && /[\ud800-\udbff]/.test(text[end - 1] ?? "");
  return text.slice(offset, split ? end - 1 : end);
}

const done: Result = { done: true, value: undefined };
