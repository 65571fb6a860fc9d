/** The absolute WebSocket address of an http(s) or ws(s) address, which may be relative in a browser. Throws TypeError. */
export function socketUrl(url: string): string {
  const page = (globalThis as { location?: { href?: string } }).location?.href;
  const address = new URL(url, page);
  address.protocol = address.protocol.replace(/^http/, "ws");
  if (/^wss?:$/.test(address.protocol)) return address.href;
  throw new TypeError(`${url} is not an http, https, ws or wss address`);
}
