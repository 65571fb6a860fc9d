import { isIP, type LookupFunction } from "node:net";
import { isPrivateAddress } from "./private-address.ts";

/** A name leads to an address that no public server has; nothing was sent. */
export class PrivateAddressError extends Error {
  override name = "PrivateAddressError";
}

/** An address of a name, as a lookup returns it. */
export interface Address {
  address: string;
  family: number;
}

/** Resolves all addresses of a name. */
export type ResolveAll = (hostname: string) => Promise<readonly Address[]>;

/** Whether a request must not go to an address. */
export type IsRefused = (address: string) => boolean;

/** The message about a private address. */
export const leadsInside = "has a name that leads to a private address";

/** All addresses of a host: a name, or an address itself. Throws PrivateAddressError if one of them is refused. */
export async function checkedAddresses(
  hostname: string,
  resolve: ResolveAll,
  isRefused: IsRefused = isPrivateAddress,
): Promise<readonly Address[]> {
  const host = hostname.replace(/^\[|\]$/g, "");
  const family = isIP(host);
  const addresses = family === 0 ? await resolve(host) : [{ address: host, family }];
  if (addresses.length === 0) throw new PrivateAddressError("has a name without an address");
  if (addresses.some(({ address }) => isRefused(address))) {
    throw new PrivateAddressError(leadsInside);
  }
  return addresses;
}

/** Gives a connection checked addresses, so that a name that is bound again after the check changes nothing. */
export const lookupOf = (
  addresses: (hostname: string) => Promise<readonly Address[]>,
): LookupFunction =>
(hostname, options, callback) =>
  void addresses(hostname).then(
    (found) => {
      const [first] = found;
      if (options.all) callback(null, [...found]);
      else callback(null, first?.address ?? "", first?.family);
    },
    (error) => callback(error, ""),
  );
