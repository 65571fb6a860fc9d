import type { Logger } from "../../telemetry/log.ts";
import YahooFinance from "yahoo-finance2";
import { ExtendedCookieJar } from "yahoo-finance2/lib/cookieJar";

/** An instance of the package with its own cookie jar and crumb. */
export type YahooSession = InstanceType<typeof YahooFinance>;

/** The current session. */
export interface YahooSessions {
  current(): YahooSession;
  /** Replaces `stale` by a session without cookies, unless it is replaced already. */
  renew(stale: YahooSession): void;
}

/**
 * Sessions that use `upstream`. The package never replaces a stale crumb, so a renewal creates an instance with a new
 * cookie jar. The default jar is shared by all instances of a process.
 */
export function createYahooSessions(upstream: typeof fetch, log: Logger): YahooSessions {
  const open = () =>
    new YahooFinance({
      fetch: upstream,
      cookieJar: new ExtendedCookieJar(),
      logger: packageLogger(log),
      // The gateway's semaphore limits the readings; each is at most three requests in sequence.
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

/** Logs warnings as events without their text, and no debug lines: they contain the crumb. */
function packageLogger(log: Logger) {
  return {
    debug() {},
    info() {},
    dir() {},
    warn: () => log.warn("market.package_warning"),
    error: () => log.warn("market.package_error"),
  };
}
