import { lookup } from "node:dns/promises";
import { isPrivateAddress } from "./private-address.ts";

/** The name of a server resolves to an address that no public server has. */
export class PrivateAddressError extends Error {
  override name = "PrivateAddressError";
}

/** A server redirects, which is not followed. */
export class RedirectError extends Error {
  override name = "RedirectError";
}

/** Resolves all addresses of a name. */
export type Resolve = (hostname: string) => Promise<readonly string[]>;

const resolveAll: Resolve = async (hostname) =>
  (await lookup(hostname, { all: true })).map(({ address }) => address);

/**
 * A fetch that follows no redirect. Unless `allowPrivate`, it resolves the name before each request and throws
 * `PrivateAddressError` if any address is private. The request resolves the name again, so a name server that changes
 * its answer in between is not detected.
 */
export function guardedFetch(allowPrivate: boolean, resolve: Resolve = resolveAll): typeof fetch {
  return async (input, init) => {
    if (!allowPrivate) await refusePrivate(addressOf(input).hostname, resolve);
    const response = await fetch(input, { ...init, redirect: "manual" });
    if (response.status < 300 || response.status >= 400) return response;
    void response.body?.cancel().catch(() => {});
    throw new RedirectError(redirection(response, addressOf(input)));
  };
}

async function refusePrivate(hostname: string, resolve: Resolve): Promise<void> {
  const addresses = await resolve(hostname.replace(/^\[|\]$/g, ""));
  if (addresses.length === 0 || addresses.some(isPrivateAddress)) {
    throw new PrivateAddressError("has a name that leads to a private address");
  }
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
