import type { TestContext } from "node:test";
import YahooFinance from "yahoo-finance2";
import { ExtendedCookieJar } from "yahoo-finance2/lib/cookieJar";
import type { TestSandbox } from "./support.ts";

const quiet = { info() {}, warn() {}, error() {}, debug() {}, dir() {} };

/** The real package; requests to all hosts go to the emulator. */
export function yahooAt(t: TestContext, { url }: TestSandbox) {
  // The package prints the failed address, including the crumb, without its logger.
  t.mock.method(console, "error", () => {});
  t.mock.method(console, "warn", () => {});
  const rewritten = (input: string | URL | Request, init?: RequestInit) => {
    const asked = new URL(input instanceof Request ? input.url : input);
    return fetch(`${url}/yahoo/${asked.host}${asked.pathname}${asked.search}`, init);
  };
  return new YahooFinance({
    fetch: rewritten as typeof fetch,
    cookieJar: new ExtendedCookieJar(),
    logger: quiet,
    suppressNotices: ["yahooSurvey"],
    versionCheck: false,
  });
}
