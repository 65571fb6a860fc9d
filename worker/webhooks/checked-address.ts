import type { LookupFunction } from "node:net";
import { isLoopback } from "../../protocol/net/loopback.ts";
import {
  checkedAddresses,
  lookupOf,
  PrivateAddressError,
  type ResolveAll,
} from "../net/public-addresses.ts";
import { resolveAll, resolveLocal } from "../net/resolve-all.ts";

/** A webhook's address leads where it must not; nothing was sent. The message says why, in words for its owner. */
export class RefusedAddressError extends Error {
  override name = "RefusedAddressError";
}

/** How addresses are checked. */
export interface AddressRules {
  /** Plain http to this machine is allowed. */
  allowsLoopback: boolean;
  /** Left out: the name servers are asked. */
  resolve?: ResolveAll;
}

/** Where a request goes: the checked addresses alone. */
export interface CheckedTarget {
  url: URL;
  /** Returns the checked addresses for any name, so that the connection cannot go elsewhere. */
  lookup: LookupFunction;
}

/**
 * Checks where a request to the address would go: https without credentials, and every address of its name public. Throws
 * RefusedAddressError.
 */
export async function checkAddress(text: string, rules: AddressRules): Promise<CheckedTarget> {
  const url = URL.parse(text);
  if (url === null || url.username !== "" || url.password !== "") {
    throw new RefusedAddressError("The address is no address without user name and password.");
  }
  const isLocal = rules.allowsLoopback && isLoopback(url.hostname);
  if (url.protocol !== "https:" && !(isLocal && url.protocol === "http:")) {
    throw new RefusedAddressError("The address is not https.");
  }
  const addresses = await addressesOf(url.hostname, isLocal, rules.resolve);
  return { url, lookup: lookupOf(() => Promise.resolve(addresses)) };
}

async function addressesOf(
  hostname: string,
  isLocal: boolean,
  resolve: ResolveAll = isLocal ? resolveLocal : resolveAll,
) {
  try {
    if (!isLocal) return await checkedAddresses(hostname, resolve);
    return await checkedAddresses(hostname, resolve, (address) => !isLoopback(address));
  } catch (error) {
    if (!(error instanceof PrivateAddressError) && !isUnknownName(error)) throw error;
    // The same for a name that does not exist: otherwise its owner could find out which names a private network has.
    throw new RefusedAddressError(
      "The name has no address, or one that is not in the public Internet.",
    );
  }
}

const isUnknownName = (error: unknown) =>
  ["ENOTFOUND", "ENODATA"].includes(String((error as { code?: unknown }).code));
