import { faultOfResponse, MarketFault } from "./fault.ts";
import { tracedFetch } from "./traced-fetch.ts";
import { dataHosts, yahooHosts } from "./yahoo-hosts.ts";

/** Where a request for Yahoo really goes: there, or to the stand-in under `/<host>/<path>`. */
export function routeUpstream(original: URL, yahooUrl: string | undefined): URL {
  if (original.protocol !== "https:" || !yahooHosts.includes(original.hostname)) {
    throw new MarketFault("refused");
  }
  if (yahooUrl === undefined) return original;
  const base = yahooUrl.replace(/\/+$/, "");
  return new URL(`${base}/${original.host}${original.pathname}${original.search}`);
}

/**
 * The fetch that yahoo-finance2 is given. It reaches Yahoo's hosts only (or the stand-in for them),
 * follows no redirect, and turns an HTTP error of a data host into a `MarketFault` before the package
 * sees it: on such an error the package prints the address, crumb included, to the console.
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
