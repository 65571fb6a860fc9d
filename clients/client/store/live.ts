import { pause } from "../connection/pause.ts";
import { defaultRetry, waitAfter } from "../connection/retry.ts";
import { type Fault, faultOfError } from "./fault.ts";

/** What a live store reads: a state, and the stream behind it. */
export interface LiveSource<E extends { cursor: string }> {
  /** Reads the state. The cursor to follow after; null: there is nothing to follow. */
  load(signal: AbortSignal): Promise<string | null>;
  follow(after: string, signal: AbortSignal): AsyncIterable<E>;
  /** Applies an event. It may wait for what the event lacks; the next one comes after it. */
  apply(event: E, signal: AbortSignal): void | Promise<void>;
  /** Nothing can be read now; null: it can again. The stream is opened again by itself if the fault is retryable. */
  failed(fault: Fault | null): void;
}

/**
 * Keeps a state current: loads it once, follows behind it, and resumes after the last event, so that nothing is missed or
 * applied twice. A cursor that has expired loads it again.
 */
export class Live<E extends { cursor: string }> {
  readonly #source: LiveSource<E>;
  /** Cursor of the last applied event; undefined: nothing is loaded; null: the stream has ended. */
  #cursor: string | null | undefined;
  #run: AbortController | undefined;
  #last: Promise<void> = Promise.resolve();
  #failures = 0;
  #fault: Fault | null = null;

  constructor(source: LiveSource<E>, cursor?: string | null) {
    this.#source = source;
    this.#cursor = cursor;
  }

  /** Starts where it was stopped. */
  start(): void {
    if (this.#run) return;
    const run = this.#run = new AbortController();
    this.#failures = 0;
    // A run that was stopped may still wait for its last answer.
    this.#last = this.#last.then(() => this.#keep(run.signal));
  }

  stop(): void {
    this.#run?.abort();
    this.#run = undefined;
  }

  /** Tries again at once, where it waits for the next attempt; after a final fault, too. */
  retryNow(): void {
    if (!this.#run) return;
    this.stop();
    this.start();
  }

  /** There is a connection: what could be tried again works now. */
  connected(): void {
    if (this.#fault?.retryable) this.#report(null);
  }

  /** Loads the state again. */
  reload(): void {
    this.#cursor = undefined;
    const runs = this.#run !== undefined;
    this.stop();
    if (runs) this.start();
  }

  async #keep(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && this.#cursor !== null) {
      try {
        await this.#read(signal);
      } catch (error) {
        if (signal.aborted) return;
        const fault = faultOfError(error);
        if (fault.code === "CURSOR_EXPIRED") this.#cursor = undefined;
        else this.#report(fault);
        if (!fault.retryable && fault.code !== "CURSOR_EXPIRED") return;
        await this.#wait(signal);
      }
    }
  }

  async #read(signal: AbortSignal): Promise<void> {
    if (this.#cursor === undefined) {
      this.#cursor = await this.#source.load(signal);
      this.#report(null);
    }
    if (this.#cursor === null) return;
    for await (const event of this.#source.follow(this.#cursor, signal)) {
      if (signal.aborted) return;
      await this.#source.apply(event, signal);
      this.#cursor = event.cursor;
      this.#failures = 0;
      this.#report(null);
    }
    if (!signal.aborted) this.#cursor = null;
  }

  #report(fault: Fault | null): void {
    if (fault === this.#fault) return;
    this.#fault = fault;
    this.#source.failed(fault);
  }

  async #wait(signal: AbortSignal): Promise<void> {
    const retry = { ...defaultRetry, attempts: Infinity };
    const ms = waitAfter(++this.#failures, retry, Math.random()) ?? retry.maxMs;
    await pause(ms, signal);
  }
}
