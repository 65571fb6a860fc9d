import { type Answer, readAnswer } from "./answer.ts";
import { AsyncQueue } from "./async-queue.ts";
import type { Operation } from "../connection/connection.ts";
import type { ConnectionState } from "../connection/connection-state.ts";
import { type Ending, nextAfter } from "./ending.ts";
import type { StreamError } from "../errors.ts";
import type { StreamEvent } from "../event.ts";
import { pause } from "../connection/pause.ts";
import { actionFor, positionAfter, startAt, type StreamPosition, withGap } from "./position.ts";
import { defaultRetry, failuresAfter, type Retry, waitAfter } from "../connection/retry.ts";

/** What a follower reads, and over what. */
export interface Following<T> {
  query: string;
  variables: Record<string, unknown>;
  after: string | undefined;
  toValue: (event: StreamEvent, answer: Answer) => T;
  /** Begins an operation on a connection; the returned function ends it. */
  subscribe: (operation: Operation) => () => void;
  signal?: AbortSignal | undefined;
  maxBuffered?: number | undefined;
  retry?: Partial<Retry> | undefined;
  /** Where the connection has no other reader: what the reader adds to its states. */
  report?: (state: ConnectionState) => void;
}

/** The iterator of `follow`: one operation after another, until the stream ends or the reader stops. */
export class Follower<T> implements AsyncIterableIterator<T, undefined> {
  readonly #following: Following<T>;
  readonly #retry: Retry;
  readonly #queue = new AsyncQueue<T>();
  readonly #stopped = new AbortController();
  #position: StreamPosition;
  #begun = false;

  constructor(following: Following<T>) {
    this.#following = following;
    this.#retry = { ...defaultRetry, ...following.retry };
    this.#position = startAt(following.after);
  }

  [Symbol.asyncIterator]() {
    return this;
  }

  next(): Promise<IteratorResult<T, undefined>> {
    if (!this.#begun) this.#begin();
    return this.#queue.next();
  }

  return(): Promise<IteratorResult<T, undefined>> {
    this.#begun = true;
    this.#stop();
    return Promise.resolve({ done: true, value: undefined });
  }

  throw(error?: unknown): Promise<IteratorResult<T, undefined>> {
    this.#stop();
    return Promise.reject(error);
  }

  #begin(): void {
    this.#begun = true;
    const { signal } = this.#following;
    if (signal?.aborted) return this.#stop();
    const stop = () => this.#stop();
    signal?.addEventListener("abort", stop, { once: true });
    this.#drive()
      .then(() => this.#queue.end(), (error) => this.#queue.fail(error))
      .finally(() => {
        signal?.removeEventListener("abort", stop);
        this.#report({ state: "ended" });
      });
  }

  #stop(): void {
    this.#stopped.abort();
    this.#queue.drop();
  }

  async #drive(): Promise<void> {
    let failures = 0;
    while (!this.#stopped.signal.aborted) {
      const { ending, progress, openMs } = await this.#live();
      if (ending === "stopped") return;
      const next = nextAfter(ending);
      if (next.do === "end") return;
      if (next.do === "fail") throw next.error;
      if (next.do === "drain") {
        this.#report({ state: "paused" });
        await this.#queue.drained();
      } else if (next.do === "retry") {
        failures = failuresAfter({ failedBefore: failures, progress, openMs }, this.#retry);
        await this.#wait(failures, next.error);
      }
    }
  }

  async #wait(failures: number, error: StreamError): Promise<void> {
    const ms = waitAfter(failures, this.#retry, Math.random());
    if (ms === undefined) throw error;
    this.#report({ state: "waiting", ms, reason: error.message, failures });
    await pause(ms, this.#stopped.signal);
  }

  /** Reads until the operation ends, over one socket or several. */
  #live(): Promise<{ ending: Ending | "stopped"; progress: boolean; openMs: number }> {
    const { query, variables, subscribe } = this.#following;
    const { signal } = this.#stopped;
    const isResuming = () => this.#position.last !== undefined;
    let openedAt: number | undefined;
    let progress = false;
    return new Promise((resolve) => {
      const finish = (ending: Ending | "stopped") => {
        signal.removeEventListener("abort", onStop);
        leave();
        resolve({ ending, progress, openMs: openedAt ? performance.now() - openedAt : 0 });
      };
      const onStop = () => finish("stopped");
      signal.addEventListener("abort", onStop, { once: true });
      const leave = subscribe({
        payload: () => ({
          query,
          variables: { ...variables, after: this.#position.cursor ?? null },
        }),
        get resuming() {
          return isResuming();
        },
        begun: () => openedAt = performance.now(),
        answer: (answer) => {
          const taken = this.#take(answer);
          if (taken === "applied") progress = true;
          else if (taken !== "skipped") finish(taken);
          return taken === "applied";
        },
        end: finish,
      });
    });
  }

  #take(answer: Answer): Ending | "applied" | "skipped" {
    const reading = readAnswer(answer);
    if (reading.is !== "event") return { by: reading.is, error: reading.error } as Ending;
    const { event } = reading;
    const action = actionFor(this.#position, event);
    if (action === "skip") return "skipped";
    if (action !== "apply") {
      const last = this.#position.last ?? 0;
      this.#position = withGap(this.#position);
      return { by: "gap", last, fromSeq: event.fromSeq, again: action === "broken" };
    }
    this.#position = positionAfter(event);
    const { toValue, maxBuffered = 1_000 } = this.#following;
    this.#queue.put(toValue(event, answer));
    return this.#queue.size < Math.max(1, maxBuffered) ? "applied" : { by: "full" };
  }

  #report(state: ConnectionState): void {
    this.#following.report?.(state);
  }
}
