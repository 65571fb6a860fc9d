import { isIP } from "node:net";
import type { IsTrusted } from "./trusted-proxies.ts";

/** Longer lists are not read: a proxy adds one address. */
const maxForwarded = 30;

/**
 * The address that a request comes from: the peer's, or, as long as that is a trusted proxy, the one before it in
 * `X-Forwarded-For`. What an untrusted peer writes there is ignored. Null: unknown.
 */
export function clientAddress(
  peer: string | null | undefined,
  forwardedFor: string | null | undefined,
  isTrusted: IsTrusted,
): string | null {
  let address = plainAddress(peer ?? "");
  const forwarded = (forwardedFor ?? "").split(",").slice(-maxForwarded);
  while (address !== null && isTrusted(address) && forwarded.length > 0) {
    const before = plainAddress(forwarded.pop()?.trim() ?? "");
    if (before === null) return address;
    address = before;
  }
  return address;
}

/** An IPv4 address that is mapped to IPv6 as IPv4; without zone and port. Null for other text. */
function plainAddress(text: string): string | null {
  const [, bracketed] = /^\[(.*)\](?::\d+)?$/.exec(text) ?? [];
  const [bare = ""] = (bracketed ?? text.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1")).split("%");
  const address = bare.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, "").toLowerCase();
  return isIP(address) === 0 ? null : address;
}

/** What limits count by: the address, or of IPv6 its network of 64 bits, which one subscriber has. */
export function addressGroup(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = "", tail] = address.split("::");
  const groups = head === "" ? [] : head.split(":");
  if (tail !== undefined) {
    const after = tail === "" ? [] : tail.split(":");
    groups.push(
      ...Array<string>(Math.max(0, 8 - groups.length - after.length)).fill("0"),
      ...after,
    );
  }
  return `${groups.slice(0, 4).map((group) => Number(`0x${group}`).toString(16)).join(":")}::/64`;
}
