import { BlockList, isIP } from "node:net";

const ranges: readonly [string, number][] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
];

// Loopback, unspecified and IPv4 inside IPv6, also by translation and tunnels; local use, documentation, multicast.
const ranges6: readonly [string, number][] = [
  ["::", 96],
  ["::ffff:0:0:0", 96],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001::", 32],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["5f00::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
];

const blocked = new BlockList();
for (const [net, bits] of ranges) blocked.addSubnet(net, bits, "ipv4");
for (const [net, bits] of ranges6) blocked.addSubnet(net, bits, "ipv6");

/**
 * True for an IP address that no public server has: loopback, private, link-local (the metadata of clouds), shared,
 * reserved, multicast. An IPv4 address in IPv6 notation counts as IPv4. A text that is no address counts as private.
 */
export function isPrivateAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, "").replace(/%.*$/, "");
  const version = isIP(bare);
  if (version === 0) return true;
  return blocked.check(bare, version === 4 ? "ipv4" : "ipv6");
}

/** True if the host of a URL is such an address, or a name that exists only in a private network. */
export function namesPrivateHost(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  if (isIP(bare) !== 0) return isPrivateAddress(bare);
  return !bare.includes(".") || /\.(local|localhost|internal|home\.arpa)$/.test(bare);
}
