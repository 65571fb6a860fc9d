import { type Answer, readAnswer } from "./answer.ts";
import { connect } from "./connection.ts";
import { type Ending, nextAfter } from "./ending.ts";
import { StreamError } from "./errors.ts";
import type { StreamEvent } from "./event.ts";
import type { ConnectionState, FollowOptions } from "./follow-options.ts";
import { AsyncQueue } from "./async-queue.ts";
import { pause } from "./pause.ts";
import { actionFor, positionAfter, startAt, type StreamPosition, withGap } from "./position.ts";
import { defaultRetry, failuresAfter, type Retry, waitAfter } from "./retry.ts";

/** The iterator of `follow`: one connection after another, until the stream ends or the reader stops. */
export class Follower<T> implements AsyncIterableIterator<T, undefined> {
  readonly #options: FollowOptions;
  readonly #query: string;
  readonly #variables: Record<string, unknown>;
  readonly #retry: Retry;
  readonly #toValue: (event: StreamEvent, answer: Answer) => T;
  readonly #queue = new AsyncQueue<T>();
  readonly #stopped = new AbortController();
  #position: StreamPosition;
  #begun = false;

  constructor(
    options: FollowOptions,
    query: string,
    variables: Record<string, unknown>,
    after: string | undefined,
    toValue: (event: StreamEvent, answer: Answer) => T,
  ) {
    this.#toValue = toValue;
    this.#options = options;
    this.#query = query;
    this.#variables = variables;
    this.#retry = { ...defaultRetry, ...options.retry };
    this.#position = startAt(after);
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

  /** Whether the next connection sends another token. */
  get #hasFreshTokens(): boolean {
    const { token, connectionParams } = this.#options;
    return token !== undefined || typeof connectionParams === "function";
  }

  #begin(): void {
    this.#begun = true;
    const { signal } = this.#options;
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
      const next = nextAfter(ending, this.#hasFreshTokens);
      if (next.do === "end") return;
      if (next.do === "fail") throw next.error;
      if (next.do === "drain") {
        this.#report({ state: "paused" });
        await this.#queue.drained();
      } else if (!next.now) {
        failures = failuresAfter({ failedBefore: failures, progress, openMs }, this.#retry);
        await this.#wait(failures, next.reason, next.cause);
      }
    }
  }

  async #wait(failures: number, reason: string, cause: StreamError | undefined): Promise<void> {
    const ms = waitAfter(failures, this.#retry, Math.random());
    if (ms === undefined) {
      const message = `${failures} attempts in a row failed; the last one: ${reason}`;
      throw cause ?? new StreamError("UNREACHABLE", message);
    }
    this.#report({ state: "waiting", ms, reason, failures });
    await pause(ms, this.#stopped.signal);
  }

  /** Reads over one connection until it ends. */
  #live(): Promise<{ ending: Ending | "stopped"; progress: boolean; openMs: number }> {
    const resuming = this.#position.last !== undefined;
    const variables = { ...this.#variables, after: this.#position.cursor ?? null };
    const { signal } = this.#stopped;
    let openedAt: number | undefined;
    let progress = false;
    this.#report({ state: "connecting", resuming });
    return new Promise((resolve) => {
      const finish = (ending: Ending | "stopped") => {
        signal.removeEventListener("abort", onStop);
        close();
        resolve({ ending, progress, openMs: openedAt ? performance.now() - openedAt : 0 });
      };
      const onStop = () => finish("stopped");
      const close = connect(this.#options, { query: this.#query, variables }, {
        open: () => {
          openedAt = performance.now();
          this.#report({ state: "open", resuming });
        },
        answer: (answer) => {
          const taken = this.#take(answer);
          if (taken === "applied") progress = true;
          else if (taken !== "skipped") finish(taken);
        },
        end: finish,
      });
      signal.addEventListener("abort", onStop, { once: true });
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
    this.#queue.put(this.#toValue(event, answer));
    return this.#queue.size < Math.max(1, this.#options.maxBuffered ?? 1_000)
      ? "applied"
      : { by: "full" };
  }

  #report(state: ConnectionState): void {
    this.#options.onConnection?.(state);
  }
}
