/** The absolute WebSocket address of an http(s) or ws(s) address, which may be relative in a browser. Throws TypeError. */
export function socketUrl(url: string): string {
  const page = (globalThis as { location?: { href?: string } }).location?.href;
  const address = new URL(url, page);
  address.protocol = address.protocol.replace(/^http/, "ws");
  if (/^wss?:$/.test(address.protocol)) return address.href;
  throw new TypeError(`${url} is not an http, https, ws or wss address`);
}

/** Throws TypeError where there is no WebSocket, as in Node 20, and none is given. */
export function requireWebSocket(webSocketImpl: unknown): void {
  if (webSocketImpl !== undefined || "WebSocket" in globalThis) return;
  throw new TypeError(
    "this runtime has no WebSocket: pass one as webSocketImpl, such as that of ws",
  );
}
