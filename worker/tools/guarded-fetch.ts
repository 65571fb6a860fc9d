import { lookup } from "node:dns/promises";
import { isPrivateAddress } from "./private-address.ts";

/** A server's name led to an address where no public server is. */
export class PrivateAddressError extends Error {
  override name = "PrivateAddressError";
}

/** Every address of a name. */
export type Resolve = (hostname: string) => Promise<readonly string[]>;

const resolveAll: Resolve = async (hostname) =>
  (await lookup(hostname, { all: true })).map(({ address }) => address);

/**
 * A fetch that follows no redirect and, unless `allowPrivate`, looks up the name before each request and refuses when
 * any of its addresses is private: throws `PrivateAddressError`. The name is looked up once more by the request itself,
 * so a name server that changes its answer within that moment is not caught.
 */
export function guardedFetch(allowPrivate: boolean, resolve: Resolve = resolveAll): typeof fetch {
  return async (input, init) => {
    if (!allowPrivate) await refusePrivate(addressOf(input).hostname, resolve);
    return await fetch(input, { ...init, redirect: "error" });
  };
}

async function refusePrivate(hostname: string, resolve: Resolve): Promise<void> {
  const addresses = await resolve(hostname.replace(/^\[|\]$/g, ""));
  if (addresses.length === 0 || addresses.some(isPrivateAddress)) {
    throw new PrivateAddressError("the name of an MCP server leads to a private address");
  }
}

const addressOf = (input: string | URL | Request) =>
  new URL(input instanceof Request ? input.url : input);
