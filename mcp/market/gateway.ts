import { deadlineSignal } from "../../protocol/async/deadline.ts";
import type { Logger } from "../../telemetry/log.ts";
import { count, recordSince } from "../../telemetry/metrics.ts";
import { createCache } from "./cache.ts";
import { MarketFault, toMarketFault } from "./fault.ts";
import { createSemaphore } from "./semaphore.ts";
import { type RetryPolicy, withRetries } from "./retry.ts";
import { createUpstreamFetch } from "./upstream-fetch.ts";
import { createYahooSessions, type YahooSession } from "./yahoo-session.ts";

/** How long a reading of each kind is good for, in milliseconds. */
export const cacheTimes = {
  quote: 10_000,
  history: 5 * 60_000,
  search: 60 * 60_000,
  news: 5 * 60_000,
  options: 60_000,
  company: 60 * 60_000,
  statements: 6 * 60 * 60_000,
} as const;

/** What the package is called with, so that its calls end in time and leave the judging to us. */
export interface YahooCallOptions {
  readonly validateResult: false;
  readonly fetchOptions: { signal: AbortSignal };
}

/** One question to Yahoo. */
export interface Reading<T> {
  kind: keyof typeof cacheTimes;
  /** Tells this question from all others of its kind. */
  key: string;
  load(yahoo: YahooSession, options: YahooCallOptions): Promise<unknown>;
  /** The answer as we use it. What it throws counts as an unreadable answer. */
  parse(raw: unknown): T;
}

/** The one way to market data. */
export interface MarketGateway {
  /** Whether the figures are samples instead of the market's. */
  readonly sample: boolean;
  /**
   * Answers `reading` from memory or from Yahoo, within the gateway's deadline. `signal` ends the
   * caller's wait only: the load is shared and goes on for the others. Throws `MarketFault`.
   */
  read<T>(reading: Reading<T>, signal: AbortSignal): Promise<T>;
  /** How the last load ended; undefined before the first. */
  lastFault(): MarketFault | undefined;
}

/** Settings of the gateway. */
export interface MarketOptions {
  /** Base URL of the stand-in; the figures are samples then. Unset: Yahoo itself. */
  yahooUrl?: string;
  log: Logger;
  retry?: RetryPolicy;
  /** Milliseconds for one try, and for a whole reading with its waits. */
  attemptMs?: number;
  deadlineMs?: number;
  /** Readings at once, and in line behind them. */
  running?: number;
  waiting?: number;
  now?: () => number;
}

const defaultRetry: RetryPolicy = { attempts: 3, baseDelayMs: 400, maxDelayMs: 5_000 };

/** A gateway with its own session, cache and line. */
export function createMarketGateway(options: MarketOptions): MarketGateway {
  const { log, retry = defaultRetry, attemptMs = 6_000, deadlineMs = 20_000, now = Date.now } =
    options;
  const sessions = createYahooSessions(createUpstreamFetch(options.yahooUrl), log);
  const cache = createCache(1_000, now);
  const semaphore = createSemaphore({
    running: options.running ?? 4,
    waiting: options.waiting ?? 100,
  });
  let last: MarketFault | undefined;
  // Yahoo asked to be left alone until then: no reading goes out before.
  let closedUntil = 0;

  async function attempt<T>(reading: Reading<T>, deadline: AbortSignal): Promise<T> {
    const closedMs = closedUntil - now();
    if (closedMs > 0) throw new MarketFault("rate_limited", { retryAfterMs: closedMs });
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
      if (fault.retryAfterMs !== undefined) closedUntil = now() + fault.retryAfterMs;
      const { code, status } = fault;
      log.info("market.attempt_failed", { kind: reading.kind, fault: code, status });
      throw fault;
    }
  }

  async function load<T>(reading: Reading<T>): Promise<T> {
    const deadline = AbortSignal.timeout(deadlineMs);
    const tryOnce = () => semaphore.run(() => attempt(reading, deadline), deadline);
    try {
      const value = await withRetries(tryOnce, retry, deadline);
      last = undefined;
      return value;
    } catch (error) {
      throw last = toMarketFault(error);
    }
  }

  return {
    sample: options.yahooUrl !== undefined,
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

/** `value`, or a rejection with the signal's reason when that fires first. */
function untilAborted<T>(value: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    value.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
