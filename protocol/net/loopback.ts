const names = ["127.0.0.1", "localhost", "[::1]"];

/**
 * Whether a host is this machine itself: `localhost`, an address of 127.0.0.0/8, or `::1`, also in brackets, with a
 * trailing dot, or as an IPv4-mapped address. What another name resolves to is not looked up.
 */
export function isLoopback(host: string): boolean {
  if (!/^[\w.:-]+$|^\[[\w.:]+\]$/.test(host)) return false;
  const bracketed = host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;
  // `URL` brings all forms of an address into one.
  const hostname = URL.parse(`http://${bracketed}`)?.hostname.replace(/\.$/, "") ?? "";
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname) ||
    /^\[::ffff:7f[\da-f]{2}:[\da-f]+\]$/.test(hostname);
}

/** The values of `Host` by which clients on this machine name a listener. */
export const loopbackHosts = (port: number): string[] => names.map((name) => `${name}:${port}`);
