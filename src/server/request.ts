import type { IncomingMessage, ServerResponse } from "node:http";

const peers = new WeakMap<Request, string>();
const sizes = new WeakMap<Request, number>();

/** The address of the peer that sent a request; null if it has disconnected. */
export const peerOf = (request: Request): string | null => peers.get(request) ?? null;

/** Bytes of the body that came with a request. */
export const bodyBytesOf = (request: Request): number => sizes.get(request) ?? 0;

/**
 * The web request for an incoming message; null where its target or its method is invalid. Its signal aborts when the
 * connection ends before the answer was sent.
 */
export function toRequest(
  incoming: IncomingMessage,
  response: ServerResponse | null,
  body: Uint8Array<ArrayBuffer> | null,
): Request | null {
  const { method = "GET", headers, url = "/" } = incoming;
  const left = new AbortController();
  response?.once("close", () => response.writableFinished || left.abort());
  const target = url.startsWith("/") ? `http://${headers.host || "localhost"}${url}` : url;
  try {
    const request = new Request(target, {
      method,
      headers: headers as Record<string, string>,
      body,
      signal: left.signal,
    });
    const { remoteAddress } = incoming.socket;
    if (remoteAddress !== undefined) peers.set(request, remoteAddress);
    if (body) sizes.set(request, body.length);
    return request;
  } catch {
    return null;
  }
}
