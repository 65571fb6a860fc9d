import { isIP } from "node:net";
import { Agent, fetch as fetchBy, type RequestInit } from "undici";
import { isPrivateAddress } from "../net/private-address.ts";
import {
  checkedAddresses,
  type IsRefused,
  leadsInside,
  lookupOf,
  PrivateAddressError,
  type ResolveAll,
} from "../net/public-addresses.ts";
import { resolveAll } from "../net/resolve-all.ts";

/** A server redirects, which is not followed. */
export class RedirectError extends Error {
  override name = "RedirectError";
}

/** Connects to checked addresses alone: those that are checked are those of the connection. */
const agentOf = (resolve: ResolveAll, isRefused: IsRefused) =>
  new Agent({
    connect: { lookup: lookupOf((host) => checkedAddresses(host, resolve, isRefused)) },
  });

const publicAgent = agentOf(resolveAll, isPrivateAddress);

/**
 * A fetch that follows no redirect. Unless `allowPrivate`, it throws `PrivateAddressError` if any address of the name is
 * private, connects to the addresses that were checked, and reads no variables of proxies, which resolve names themselves.
 */
export function guardedFetch(allowPrivate: boolean, resolve?: ResolveAll): typeof fetch {
  const isRefused = allowPrivate ? () => false : isPrivateAddress;
  const own = allowPrivate ? null : publicAgent;
  const send = through(resolve ? agentOf(resolve, isRefused) : own);
  return async (input, init) => {
    const url = addressOf(input);
    const host = url.hostname.replace(/^\[|\]$/g, "");
    // It is not looked up, so nothing else would check it.
    if (isIP(host) !== 0 && isRefused(host)) throw new PrivateAddressError(leadsInside);
    const response = await send(input, { ...init, redirect: "manual" });
    if (response.status < 300 || response.status >= 400) return response;
    void response.body?.cancel().catch(() => {});
    throw new RedirectError(redirection(response, url));
  };
}

/** The fetch of an agent; null: the runtime's. */
const through = (dispatcher: Agent | null): typeof fetch =>
  dispatcher === null ? fetch : async (input, init) => {
    const options = { ...init, dispatcher } as RequestInit;
    return await fetchBy(addressOf(input), options).catch(thrown) as unknown as Response;
  };

/** The fault of the lookup, which `fetch` wraps, is thrown itself. */
function thrown(error: unknown): never {
  const cause = error instanceof Error ? error.cause : null;
  throw cause instanceof PrivateAddressError ? cause : error;
}

const addressOf = (input: string | URL | Request) =>
  new URL(input instanceof Request ? input.url : input);

/** The target of a redirect, without parts that may be secret. */
function redirection({ status, headers }: Response, from: URL): string {
  const to = headers.get("location");
  const target = to !== null && URL.canParse(to, from.href) ? new URL(to, from.href) : null;
  const where = target
    ? `to ${`${target.origin}${target.pathname}`.slice(0, 200)}`
    : "without an address";
  return `redirects ${where} (HTTP ${status}); redirects are not followed, so configure that address`;
}
