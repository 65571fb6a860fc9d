import { lookup as lookUp } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import { isLoopback } from "../../protocol/net/loopback.ts";
import { isPrivateAddress } from "../tools/private-address.ts";

/** A webhook's address leads where it must not; nothing was sent. The message says why, in words for its owner. */
export class RefusedAddressError extends Error {
  override name = "RefusedAddressError";
}

/** An address of a name, as a lookup returns it. */
export interface Address {
  address: string;
  family: number;
}

/** Resolves all addresses of a name. */
export type ResolveAll = (hostname: string) => Promise<readonly Address[]>;

const systemResolve: ResolveAll = (hostname) => lookUp(hostname, { all: true });

/** How addresses are checked. */
export interface AddressRules {
  /** Plain http to this machine is allowed. */
  allowsLoopback: boolean;
  /** Left out: as the system does. */
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
export async function checkAddress(
  text: string,
  { allowsLoopback, resolve = systemResolve }: AddressRules,
): Promise<CheckedTarget> {
  const url = URL.parse(text);
  if (url === null || url.username !== "" || url.password !== "") {
    throw new RefusedAddressError("The address is no address without user name and password.");
  }
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const isLocal = allowsLoopback && isLoopback(url.hostname);
  if (url.protocol !== "https:" && !(isLocal && url.protocol === "http:")) {
    throw new RefusedAddressError("The address is not https.");
  }
  const addresses = isIP(host) === 0
    ? await resolve(host)
    : [{ address: host, family: isIP(host) }];
  const isWrong = ({ address }: Address) =>
    isLocal ? !isLoopback(address) : isPrivateAddress(address);
  if (addresses.length === 0) throw new RefusedAddressError("The name has no address.");
  if (addresses.some(isWrong)) {
    throw new RefusedAddressError(
      "The name leads to an address that is not in the public Internet.",
    );
  }
  return { url, lookup: answering(addresses) };
}

const answering = (addresses: readonly Address[]): LookupFunction => (_, options, callback) => {
  const [first] = addresses;
  if (options.all) callback(null, [...addresses]);
  else callback(null, first?.address ?? "", first?.family);
};
