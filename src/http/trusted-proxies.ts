import { BlockList, isIP, isIPv4 } from "node:net";
import type { Kind } from "../../protocol/config/kinds.ts";

/** True for the address of a proxy whose `X-Forwarded-For` is believed. */
export type IsTrusted = (address: string) => boolean;

/** A list of networks such as `10.0.0.0/8` or `fd00::/8`, or of single addresses, separated by commas. */
export const networks: Kind<readonly string[]> = {
  expects: "networks or addresses, such as 10.0.0.0/8, fd00::/8 or 192.0.2.7",
  empty: [],
  parse: (text) => {
    const given = text.split(",").map((one) => one.trim()).filter(Boolean);
    return given.every(isNetwork) ? given : undefined;
  },
};

function isNetwork(text: string): boolean {
  const [address = "", prefix, ...more] = text.split("/");
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return prefix === undefined ||
    (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128));
}

/** Recognizes the addresses of these networks, as `networks` reads them. */
export function trustedIn(list: readonly string[]): IsTrusted {
  const block = new BlockList();
  for (const network of list) {
    const [address = "", prefix] = network.split("/");
    const family = isIPv4(address) ? "ipv4" : "ipv6";
    block.addSubnet(address, Number(prefix ?? (family === "ipv4" ? 32 : 128)), family);
  }
  return (address) =>
    isIP(address) !== 0 && block.check(address, isIPv4(address) ? "ipv4" : "ipv6");
}
