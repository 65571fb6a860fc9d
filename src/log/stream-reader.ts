import type { LogEvent } from "../../schema/ports/event-log.ts";
import { graphError } from "../../schema/errors.ts";
import { type DurableEvent, endsStream } from "../../protocol/log/event.ts";
import type { FrameClock } from "./frame-clock.ts";
import { PacedText, type Piece } from "./paced-text.ts";
import { sharedDelta, sharedEvent } from "./shared-events.ts";
import { restartedEntry, type StreamTail } from "./stream-tail.ts";

/** Options of a reader. */
export interface ReaderOptions {
  tail: StreamTail;
  /** The number of the event to start after. */
  seq: number;
  deltas: boolean;
  frames: FrameClock;
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
 * queue: each `next()` takes what is new at that time, events first, then all new text of an open entry as one delta, at
 * most one in a frame. A slow reader thus gets fewer and longer deltas, never a gap. Text that waits for its frame is
 * sent before an event that follows it. `return()` settles a waiting `next()` at once.
 */
export class StreamReader implements AsyncIterableIterator<LogEvent, undefined> {
  readonly #options: ReaderOptions;
  #seq: number;
  readonly #text = new PacedText();
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
    const { tail, deltas, frames } = this.#options;
    const event = this.#page[0] ?? tail.after(this.#seq);
    const delayed = event === "none" ? null : this.#text.takeDelayed(frames.current);
    if (delayed) return this.#toDelta(delayed);
    if (event === "behind") return "behind";
    if (event !== "none") return this.#toEvent(event);
    // The reader is ahead of the tail: the open entries of the tail may be complete at its position.
    if (this.#seq > tail.head) return "none";
    return tail.ended ? "end" : deltas ? this.#delta() ?? "none" : "none";
  }

  #toEvent(event: DurableEvent): LogEvent {
    this.#page.shift();
    const shared = sharedEvent(event, this.#options.cursor);
    this.#seq = shared.seq;
    this.#cursor = shared.cursor;
    const begun = restartedEntry(event.body);
    if (begun !== null) this.#text.delete((id) => id === begun);
    if (endsStream(event.body)) this.#end();
    return shared;
  }

  #delta(): LogEvent | null {
    const { tail, frames } = this.#options;
    const piece = this.#text.next(tail.open, frames.current);
    if (piece) return this.#toDelta(piece);
    if (this.#text.isDelayed) frames.atNext(this);
    return null;
  }

  #toDelta({ delta, at }: Piece): LogEvent {
    const [cursor, seq] = [this.#cursor, this.#seq];
    const body = { kind: "TextDelta" as const, delta };
    return sharedDelta(this.#options.tail, { cursor, fromSeq: seq + 1, seq, at, body });
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
    this.#options.frames.remove(this);
    this.#options.onEnd();
  }
}

const done: Result = { done: true, value: undefined };
