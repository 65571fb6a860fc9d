import { faultOfResponse, MarketFault } from "./fault.ts";
import { tracedFetch } from "./traced-fetch.ts";
import { dataHosts, yahooHosts } from "./yahoo-hosts.ts";

/** Address of a request for Yahoo: Yahoo itself, or the emulator's `/<host>/<path>`. */
export function routeUpstream(original: URL, yahooUrl: string | undefined): URL {
  if (original.protocol !== "https:" || !yahooHosts.includes(original.hostname)) {
    throw new MarketFault("refused");
  }
  if (yahooUrl === undefined) return original;
  const base = yahooUrl.replace(/\/+$/, "");
  return new URL(`${base}/${original.host}${original.pathname}${original.search}`);
}

/**
 * The fetch of yahoo-finance2. It sends requests to Yahoo's hosts or the emulator only, follows no redirect, and throws
 * a `MarketFault` for an HTTP error of a data host. With such an error, the package would print the address with the
 * crumb.
 */
export function createUpstreamFetch(yahooUrl: string | undefined): typeof fetch {
  return async (input, init) => {
    const original = new URL(input instanceof Request ? input.url : input);
    const response = await tracedFetch(routeUpstream(original, yahooUrl), {
      ...init,
      redirect: "manual",
    });
    const isData = dataHosts.some((host) => host === original.hostname);
    if (!isData || response.ok) return response;
    const body = await response.text();
    const retryAfter = response.headers.get("retry-after");
    throw faultOfResponse({ status: response.status, body, retryAfter }, Date.now());
  };
}
