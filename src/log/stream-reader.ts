import type { EventBody, LogEvent } from "../../schema/ports/event-log.ts";
import { graphError } from "../../schema/errors.ts";
import { type DurableEvent, endsStream } from "../../protocol/log/event.ts";
import { restartedEntry, type StreamTail } from "./stream-tail.ts";

/** Most UTF-16 units of one delta, so that a reader who wakes costs no more than this at a time. */
const maxUnits = 64 * 1024;

/** What a reader is made of. */
export interface ReaderOptions {
  tail: StreamTail;
  /** Number of the event to begin behind. */
  seq: number;
  deltas: boolean;
  /** The cursor to begin behind. */
  start: string;
  /** The cursor behind a event. */
  cursor: (event: DurableEvent) => string;
  /** A page of events behind a number, oldest first, for a reader that the tail has left behind. */
  page: (seq: number) => Promise<DurableEvent[]>;
  /** Called once when nothing more is wanted. */
  onEnd: () => void;
}

type Result = IteratorResult<LogEvent, undefined>;
interface Waiting {
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

/**
 * One subscriber of a stream: a number, the offsets of the open entries, and whether it waits. It holds no queue:
 * each `next()` takes what is new by then, events first, and of each open entry all that is new as one delta. A slow
 * reader thus gets fewer and longer deltas, never a gap. `return()` settles a waiting `next()` at once.
 */
export class StreamReader implements AsyncIterableIterator<LogEvent, undefined> {
  readonly #options: ReaderOptions;
  #seq: number;
  #offsets = new Map<string, number>();
  #page: DurableEvent[] = [];
  #waiting: Waiting | null = null;
  /** That of the last event told: deltas have it, too. */
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

  /** True when it stands behind the last event of its stream. */
  get isOver(): boolean {
    const { tail } = this.#options;
    return tail.ended && this.#seq >= tail.head;
  }

  /** Something may be new. */
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
    if (event !== "none") return this.#tell(event);
    // Ahead of the tail: what it has open may be written already where this reader stands.
    if (this.#seq > tail.head) return "none";
    return tail.ended ? "end" : deltas ? this.#delta() ?? "none" : "none";
  }

  #tell(event: DurableEvent): LogEvent {
    const { seq, at, body } = event;
    this.#seq = seq;
    this.#cursor = this.#options.cursor(event);
    const begun = restartedEntry(body);
    if (begun !== null) this.#forgetOffsets((id) => id === begun);
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
    this.#forgetOffsets((id) => !open.has(id));
    return null;
  }

  #forgetOffsets(isOver: (entryId: string) => boolean) {
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
        throw graphError("CURSOR_EXPIRED", "It is no longer kept.");
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

/** At most so much of `text` from `offset` on, never ending inside a surrogate pair. */
export function pieceOf(text: string, offset: number, most: number): string {
  const end = offset + most;
  const split = end < text.length && /[\ud800-\udbff]/.test(text[end - 1] ?? "");
  return text.slice(offset, split ? end - 1 : end);
}

const done: Result = { done: true, value: undefined };
