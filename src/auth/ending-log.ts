import type { EventLog, LogEvent } from "../../schema/ports/event-log.ts";
import type { OpenStreams } from "./open-streams.ts";
import type { Requester } from "./requester.ts";
import { endError, type EndReason } from "./stream-end.ts";

type Result = IteratorResult<LogEvent, undefined>;

/** `log` for one requester: its streams end with an error when the right to them ends. */
export function endingLog(log: EventLog, requester: Requester, streams: OpenStreams): EventLog {
  if (requester.principal.kind === "LOCAL") return log;
  return {
    ...log,
    async subscribe(id, options) {
      const stream = new EndingStream(await log.subscribe(id, options));
      stream.onEnd = streams.add(requester, { id, end: (reason) => stream.fail(reason) });
      if (stream.isOver) stream.onEnd();
      return stream;
    },
    async page(id, args, waitMs, only) {
      const page = await log.page(id, args, waitMs, only);
      const reason = waitMs === null ? null : streams.reasonToEnd(requester);
      if (reason !== null) throw endError(reason);
      return page;
    },
  };
}

/** A stream that can be ended from outside, also while its reader waits. */
class EndingStream implements AsyncIterableIterator<LogEvent, undefined> {
  readonly #source: AsyncIterableIterator<LogEvent>;
  /** Of the `next()` that waits; null while none does. */
  #reject: ((error: unknown) => void) | null = null;
  /** The end that is not reported yet: it is reported once, then the stream is done, as a reader expects. */
  #failure: EndReason | null = null;
  /** Called at the end, at least once. */
  onEnd: () => void = () => {};
  isOver = false;

  constructor(source: AsyncIterableIterator<LogEvent>) {
    this.#source = source;
  }

  /** Ends with the error of this reason: a waiting `next()` at once, else the next one. */
  fail(reason: EndReason): void {
    if (this.isOver) return;
    if (this.#reject === null) this.#failure = reason;
    this.#reject?.(endError(reason));
    this.#end();
    // The error is the end: what the source says after it is of no use.
    void this.#source.return?.().catch(() => undefined);
  }

  next(): Promise<Result> {
    if (this.isOver) return this.#afterEnd();
    return new Promise((resolve, reject) => {
      this.#reject = reject;
      this.#source.next().then((result) => {
        this.#reject = null;
        if (result.done) this.#end();
        resolve(result as Result);
      }, (error) => {
        this.#end();
        reject(error);
      });
    });
  }

  async return(): Promise<Result> {
    this.#end();
    await this.#source.return?.();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator]() {
    return this;
  }

  #afterEnd(): Promise<Result> {
    const failure = this.#failure;
    this.#failure = null;
    return failure === null
      ? Promise.resolve({ done: true, value: undefined })
      : Promise.reject(endError(failure));
  }

  #end(): void {
    this.isOver = true;
    this.onEnd();
  }
}
