const ownNames = ["localhost", "local", "internal", "lan", "home", "intranet", "corp"];

/**
 * False for a host that cannot be in the public Internet: an address of a private, loopback, link-local or reserved
 * range, or a name without a public ending. The caller that fetches has to check what a name resolves to.
 */
export function isPublicHost(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/\.$/, "");
  if (host.startsWith("[")) return isPublicV6(host.slice(1, -1));
  const v4 = /^(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(host);
  if (v4) return isPublicV4(v4.slice(1).map(Number));
  return host.includes(".") && !ownNames.includes(host.split(".").at(-1) ?? "");
}

function isPublicV4([a = 0, b = 0, c = 0]: number[]): boolean {
  if ([0, 10, 127].includes(a) || a >= 224) return false;
  if (a === 100 && b >= 64 && b <= 127) return false;
  if ((a === 169 && b === 254) || (a === 172 && b >= 16 && b <= 31)) return false;
  if (a === 192 && (b === 168 || (b === 0 && (c === 0 || c === 2)))) return false;
  return !(a === 198 && (b === 18 || b === 19));
}

/** Only the allocated range 2000::/3, without addresses that contain an IPv4 one. */
function isPublicV6(host: string): boolean {
  const first = Number.parseInt(host.split(":")[0] || "0", 16);
  return first >= 0x2000 && first <= 0x3fff && first !== 0x2002 && !host.startsWith("2001:0:");
}
