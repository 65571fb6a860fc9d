import { BlockList, isIP } from "node:net";

const ranges: readonly [string, number][] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  // Public, and yet the agent of the machine in Azure.
  ["168.63.129.16", 32],
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

// Tunnels and protocols with an address inside, documentation. Whatever is outside of `public6` needs no entry here.
const ranges6: readonly [string, number][] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
];

const blocked = new BlockList();
for (const [net, bits] of ranges) blocked.addSubnet(net, bits, "ipv4");
for (const [net, bits] of ranges6) blocked.addSubnet(net, bits, "ipv6");

// All that is given out for public use, and IPv4 in IPv6 notation, which `blocked` reads as IPv4.
const public6 = new BlockList();
public6.addSubnet("2000::", 3, "ipv6");
public6.addSubnet("::ffff:0:0", 96, "ipv6");

/**
 * True for an IP address that no public server has: loopback, private, link-local (the metadata of clouds), shared,
 * reserved, multicast. An IPv4 address in IPv6 notation counts as IPv4. A text that is no address counts as private.
 */
export function isPrivateAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, "").replace(/%.*$/, "");
  const version = isIP(bare);
  if (version === 0) return true;
  if (version === 4) return blocked.check(bare, "ipv4");
  return blocked.check(bare, "ipv6") || !public6.check(bare, "ipv6");
}

/** True if the host of a URL is such an address, or a name that exists only in a private network. */
export function namesPrivateHost(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  if (isIP(bare) !== 0) return isPrivateAddress(bare);
  return !bare.includes(".") || /\.(local|localhost|internal|home\.arpa)$/.test(bare);
}
