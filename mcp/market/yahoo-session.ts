import type { Logger } from "../../telemetry/log.ts";
import YahooFinance from "yahoo-finance2";
import { ExtendedCookieJar } from "yahoo-finance2/lib/cookieJar";

/** One instance of the package, with a cookie jar and so a crumb of its own. */
export type YahooSession = InstanceType<typeof YahooFinance>;

/** Holds the session in use. */
export interface YahooSessions {
  current(): YahooSession;
  /** Replaces `stale` by a session without cookies; does nothing when that has happened already. */
  renew(stale: YahooSession): void;
}

/**
 * Sessions over `upstream`. A stale crumb is kept by the package for ever, so renewing means a new
 * instance with a new jar; the default jar is shared by all instances of a process.
 */
export function createYahooSessions(upstream: typeof fetch, log: Logger): YahooSessions {
  const open = () =>
    new YahooFinance({
      fetch: upstream,
      cookieJar: new ExtendedCookieJar(),
      logger: packageLogger(log),
      // Our own gate bounds what is in flight; a reading is at most three requests in a row.
      queue: { concurrency: 8 },
      validation: { logErrors: false, logOptionsErrors: false },
      versionCheck: false,
      suppressNotices: ["yahooSurvey"],
    });
  let session = open();
  return {
    current: () => session,
    renew(stale) {
      if (stale !== session) return;
      session = open();
      log.info("market.session_renewed");
    },
  };
}

/** Keeps warnings as events without their text: the package's debug lines carry the crumb. */
function packageLogger(log: Logger) {
  return {
    debug() {},
    info() {},
    dir() {},
    warn: () => log.warn("market.package_warning"),
    error: () => log.warn("market.package_error"),
  };
}
