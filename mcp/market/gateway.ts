import { deadlineSignal } from "../../protocol/async/deadline.ts";
import type { Logger } from "../../telemetry/log.ts";
import { count, recordSince } from "../../telemetry/metrics.ts";
import { retry } from "../../protocol/async/retry.ts";
import { Semaphore } from "../../protocol/async/semaphore.ts";
import { createCache } from "./cache.ts";
import { MarketFault, toMarketFault } from "./fault.ts";
import { nextDelay, type RetryPolicy } from "./retry.ts";
import { createUpstreamFetch } from "./upstream-fetch.ts";
import { createYahooSessions, type YahooSession } from "./yahoo-session.ts";

/** Time to live of a reading in the cache, ms. */
export const cacheTimes = {
  quote: 10_000,
  history: 5 * 60_000,
  search: 60 * 60_000,
  news: 5 * 60_000,
  options: 60_000,
  company: 60 * 60_000,
  statements: 6 * 60 * 60_000,
} as const;

/** Options for calls of the package: with a deadline, and without its validation. */
export interface YahooCallOptions {
  readonly validateResult: false;
  readonly fetchOptions: { signal: AbortSignal };
}

/** A request for data of Yahoo. */
export interface Reading<T> {
  kind: keyof typeof cacheTimes;
  /** Identifies the data among those of its kind. */
  key: string;
  load(yahoo: YahooSession, options: YahooCallOptions): Promise<unknown>;
  /** Converts the answer. An error means that the answer is unreadable. */
  parse(raw: unknown): T;
}

/** Access to market data. All readings use it. */
export interface MarketGateway {
  /** Whether the figures are invented samples. */
  readonly sample: boolean;
  /**
   * Reads from the cache or from Yahoo, within the gateway's deadline. `signal` ends only the caller's wait: the load is
   * shared with other callers and continues. Throws `MarketFault`.
   */
  read<T>(reading: Reading<T>, signal: AbortSignal): Promise<T>;
  /** The clock, milliseconds since the epoch. */
  now(): number;
  /** Fault of the latest load; undefined when it succeeded, and before the first. */
  lastFault(): MarketFault | undefined;
}

/** Settings of the gateway. */
export interface MarketOptions {
  /** Base URL of the Yahoo emulator, whose figures are samples. Unset: Yahoo itself. */
  yahooUrl?: string;
  log: Logger;
  retry?: RetryPolicy;
  /** Deadline of an attempt, and of a reading with all attempts and waits, ms. */
  attemptMs?: number;
  deadlineMs?: number;
  /** Maximum number of concurrent readings, and of waiting ones. */
  running?: number;
  waiting?: number;
  now?: () => number;
}

const defaultRetry: RetryPolicy = { attempts: 3, baseDelayMs: 400, maxDelayMs: 5_000 };

/** Creates a gateway with its own session, cache and queue. */
export function createMarketGateway(options: MarketOptions): MarketGateway {
  const {
    log,
    retry: policy = defaultRetry,
    attemptMs = 6_000,
    deadlineMs = 20_000,
    now = Date.now,
  } = options;
  const sessions = createYahooSessions(createUpstreamFetch(options.yahooUrl), log);
  const cache = createCache(1_000, now);
  const { running: maxRunning = 4, waiting: maxWaiting = 100 } = options;
  const semaphore = new Semaphore(maxRunning);
  let last: MarketFault | undefined;
  // Yahoo required a wait until then: no reading is sent before.
  let blockedUntil = 0;

  async function attempt<T>(reading: Reading<T>, deadline: AbortSignal): Promise<T> {
    const blockedMs = blockedUntil - now();
    if (blockedMs > 0) throw new MarketFault("rate_limited", { retryAfterMs: blockedMs });
    const session = sessions.current();
    const signal = deadlineSignal(attemptMs, deadline);
    const began = performance.now();
    const ended = (outcome: string) =>
      recordSince("tramontane.market.attempt.duration", began, { kind: reading.kind, outcome });
    try {
      const raw = await reading.load(session, { validateResult: false, fetchOptions: { signal } });
      const value = reading.parse(raw);
      ended("ok");
      return value;
    } catch (error) {
      const fault = toMarketFault(error);
      ended(fault.code);
      if (fault.code === "stale_crumb") sessions.renew(session);
      if (fault.retryAfterMs !== undefined) blockedUntil = now() + fault.retryAfterMs;
      const { code, status } = fault;
      log.info("market.attempt_failed", { kind: reading.kind, fault: code, status });
      throw fault;
    }
  }

  async function limited<T>(work: () => Promise<T>, deadline: AbortSignal): Promise<T> {
    if (semaphore.active >= maxRunning && semaphore.waiting >= maxWaiting) {
      throw new MarketFault("busy");
    }
    const release = await semaphore.acquire(deadline);
    try {
      return await work();
    } finally {
      release();
    }
  }

  async function load<T>(reading: Reading<T>): Promise<T> {
    const deadline = AbortSignal.timeout(deadlineMs);
    const delay = (attempt: number, error: unknown) =>
      nextDelay(toMarketFault(error), attempt, policy, Math.random());
    try {
      const value = await retry(() => limited(() => attempt(reading, deadline), deadline), delay, {
        signal: deadline,
      });
      last = undefined;
      return value;
    } catch (error) {
      throw last = toMarketFault(error);
    }
  }

  return {
    sample: options.yahooUrl !== undefined,
    now,
    lastFault: () => last,
    read(reading, signal) {
      const key = `${reading.kind}:${reading.key}`;
      let found: "hit" | "miss" = "hit";
      const value = cache.get(key, cacheTimes[reading.kind], () => {
        found = "miss";
        return load(reading);
      });
      count("tramontane.market.readings", { kind: reading.kind, cache: found });
      return untilAborted(value, signal);
    },
  };
}

/** `value`, or a rejection with the signal's reason if it aborts first. */
function untilAborted<T>(value: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    value.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
