import { lookup, Resolver } from "node:dns/promises";
import type { Address, ResolveAll } from "./public-addresses.ts";

/** Of one question to a name server, ms, and how often each server is asked. */
const options = { timeout: 2_000, tries: 2 };

/**
 * Asks the name servers for all addresses of a name. Unlike `dns.lookup` it takes no thread of the few that files and all
 * other names need: a name whose server never answers delays nothing else.
 */
export const resolveAll: ResolveAll = async (hostname) => {
  const resolver = new Resolver(options);
  const [v4, v6] = await Promise.allSettled([
    resolver.resolve4(hostname),
    resolver.resolve6(hostname),
  ]);
  if (v4.status === "rejected" && v6.status === "rejected") throw v4.reason;
  return [...addressesOf(v4, 4), ...addressesOf(v6, 6)];
};

const addressesOf = (result: PromiseSettledResult<string[]>, family: 4 | 6): Address[] =>
  result.status === "rejected" ? [] : result.value.map((address) => ({ address, family }));

/** Asks the system for the addresses of a name of this machine, which no name server knows. */
export const resolveLocal: ResolveAll = (hostname) => lookup(hostname, { all: true });
