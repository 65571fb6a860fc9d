import type { Answer } from "../follow/answer.ts";
import type { ConnectionOptions } from "./connection-options.ts";
import type { ConnectionState } from "./connection-state.ts";
import { StreamError } from "../errors.ts";
import type { OperationEnd, Payload } from "./operations.ts";
import {
  defaultRetry,
  failuresAfter,
  mayReconnect,
  refusedTokenCodes,
  type Retry,
  waitAfter,
} from "./retry.ts";
import { openSocket, type Socket, type SocketEnd } from "./socket.ts";

/** An operation that is begun again on each socket. */
export interface Operation {
  /** What to run on the next socket: with the latest cursor. */
  payload(): Payload;
  /** It received events before. */
  readonly resuming: boolean;
  /** It begins on a socket. */
  begun(): void;
  /** Returns whether the answer was a new event. */
  answer(answer: Answer): boolean;
  /** The server ended it, or no socket can be had; it does not begin again. */
  end(end: OperationEnd | { by: "failed"; error: StreamError }): void;
}

/**
 * One socket after another, for any number of operations. It is open while there are some, and `idleMs` longer. When it is
 * lost, all operations begin again on the next one, after waits that double.
 */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #retry: Retry;
  readonly #idleMs: number;
  readonly #report: (state: ConnectionState) => void;
  /** With the function that ends it, while it runs on a socket. */
  readonly #operations = new Map<Operation, (() => void) | undefined>();
  #socket: Socket | undefined;
  #openedAt: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #paused = false;
  #progress = false;
  #failures = 0;

  constructor(
    options: ConnectionOptions,
    idleMs: number,
    report: (state: ConnectionState) => void,
  ) {
    this.#options = options;
    this.#retry = { ...defaultRetry, ...options.retry };
    this.#idleMs = idleMs;
    this.#report = report;
  }

  /** Number of operations. */
  get size(): number {
    return this.#operations.size;
  }

  /** Begins an operation now, or on the next socket. The returned function ends it; no callback follows. */
  subscribe(operation: Operation): () => void {
    this.#operations.set(operation, undefined);
    if (this.#socket) clearTimeout(this.#timer);
    if (this.#openedAt !== undefined) this.#begin(operation);
    // Others wait for the next attempt.
    else if (!this.#socket && !this.#paused && this.#operations.size === 1) this.#open();
    return () => this.#leave(operation);
  }

  /** Closes the socket; operations wait for `resume`. */
  pause(): void {
    if (this.#paused) return;
    this.#paused = true;
    this.#drop();
    this.#report({ state: "paused" });
  }

  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    this.#failures = 0;
    if (this.#operations.size > 0) this.#open();
    else this.#report({ state: "ended" });
  }

  /** Closes the socket at once; for a connection without operations. */
  close(): void {
    this.#drop();
    this.#report({ state: "ended" });
  }

  #open(): void {
    this.#progress = false;
    this.#report({ state: "connecting", resuming: this.#isResuming() });
    this.#socket = openSocket(this.#options, {
      opened: () => {
        this.#openedAt = performance.now();
        this.#report({ state: "open", resuming: this.#isResuming() });
        for (const operation of [...this.#operations.keys()]) this.#begin(operation);
        if (this.#operations.size === 0) this.#idle();
      },
      ended: (end) => this.#lost(end),
    });
  }

  #isResuming(): boolean {
    return [...this.#operations.keys()].some(({ resuming }) => resuming);
  }

  #begin(operation: Operation): void {
    if (!this.#socket || !this.#operations.has(operation)) return;
    operation.begun();
    const end = this.#socket.subscribe(operation.payload(), {
      answer: (answer) => {
        if (operation.answer(answer)) this.#progress = true;
      },
      end: (how) => {
        this.#operations.delete(operation);
        operation.end(how);
        this.#idle();
      },
    });
    if (this.#operations.has(operation)) this.#operations.set(operation, end);
  }

  #leave(operation: Operation): void {
    const end = this.#operations.get(operation);
    if (!this.#operations.delete(operation)) return;
    end?.();
    this.#idle();
  }

  /** Without operations, the socket is closed after a while: another one may begin soon. */
  #idle(): void {
    if (this.#operations.size > 0 || this.#paused) return;
    clearTimeout(this.#timer);
    if (!this.#socket || this.#idleMs === 0) return this.close();
    this.#timer = setTimeout(() => this.close(), this.#idleMs);
  }

  /** Closes the socket without an end of its operations. */
  #drop(): void {
    clearTimeout(this.#timer);
    this.#socket?.close();
    this.#socket = undefined;
    this.#openedAt = undefined;
    for (const operation of this.#operations.keys()) this.#operations.set(operation, undefined);
  }

  #lost({ code, reason }: SocketEnd): void {
    const openMs = this.#openedAt === undefined ? 0 : performance.now() - this.#openedAt;
    this.#drop();
    if (this.#operations.size === 0) return this.#report({ state: "ended" });
    const refusal = new StreamError("CLOSED", `${code} ${reason}`, { closeCode: code });
    if (!mayReconnect(code, this.#hasFreshTokens)) return this.#fail(refusal);
    const summary = { failedBefore: this.#failures, progress: this.#progress, openMs };
    this.#failures = failuresAfter(summary, this.#retry);
    const ms = waitAfter(this.#failures, this.#retry, Math.random());
    if (ms === undefined) {
      const isRefused = code !== undefined && refusedTokenCodes.includes(code);
      return this.#fail(isRefused ? refusal : unreachable(this.#failures, reason));
    }
    this.#report({ state: "waiting", ms, reason, failures: this.#failures });
    this.#timer = setTimeout(() => this.#open(), ms);
  }

  /** Whether the next socket sends another token. */
  get #hasFreshTokens(): boolean {
    const { token, connectionParams } = this.#options;
    return token !== undefined || typeof connectionParams === "function";
  }

  #fail(error: StreamError): void {
    this.#failures = 0;
    const failed = [...this.#operations.keys()];
    this.#operations.clear();
    this.#report({ state: "ended" });
    for (const operation of failed) operation.end({ by: "failed", error });
  }
}

const unreachable = (failures: number, reason: string) =>
  new StreamError("UNREACHABLE", `${failures} attempts in a row failed; the last one: ${reason}`);
