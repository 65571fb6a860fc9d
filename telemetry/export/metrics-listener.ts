import { createServer, type IncomingMessage, type Server } from "node:http";
import { hasBearer } from "../../protocol/net/bearer.ts";
import { guardedMessage, guardRequest } from "../../protocol/net/host-guard.ts";
import { loopbackHosts } from "../../protocol/net/loopback.ts";
import { refusalAnswer, type RequestRefusal, unauthenticated } from "../../protocol/net/refusal.ts";
import type { MetricsListener } from "./config.ts";

/** How long a stop waits for an open scrape, ms. */
const closeMs = 1_000;

/** Time limits of a request, ms. */
const serverOptions = {
  headersTimeout: 5_000,
  requestTimeout: 5_000,
  connectionsCheckingInterval: 2_000,
};
const maxConnections = 100;

/** A listener that answers `GET /metrics` and nothing else. */
export interface OpenListener {
  port: number;
  close(): Promise<void>;
}

/**
 * Opens the listener. Without a token it serves clients that name loopback as their host, with one every client that
 * sends it; never web pages of other origins. Throws when the port is taken.
 */
export function listenForMetrics(
  { port, host, token }: MetricsListener,
  text: () => Promise<string>,
): Promise<OpenListener> {
  const server = createServer(serverOptions, async (request, response) => {
    const refusal = refusalOf(request, token, portOf(server));
    if (refusal) {
      const { status, headers, body } = refusalAnswer(refusal);
      return void response.writeHead(status, headers).end(body);
    }
    const other = otherStatus(request);
    if (other !== null) return void response.writeHead(other).end();
    const answer = await text().then((body) => ({ status: 200, body }), failed);
    response.writeHead(answer.status, { "content-type": "text/plain; version=0.0.4" });
    response.end(answer.body);
  });
  server.maxConnections = maxConnections;
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () =>
      resolve({
        port: portOf(server),
        close: () => closed(server),
      }));
  });
}

const hints = { host: "With METRICS_TOKEN it answers to any name." };

const failed = () => ({ status: 500, body: "" });

function refusalOf(
  request: IncomingMessage,
  token: string | null,
  port: number,
): RequestRefusal | null {
  const { host = "", authorization } = request.headers;
  // A client with the token may use any name for this listener.
  const hosts = token === null ? loopbackHosts(port) : [host.toLowerCase()];
  const refusal = guardRequest(guardedMessage(request), { hosts, hints });
  if (refusal || token === null || hasBearer(authorization, token)) return refusal;
  return unauthenticated;
}

function otherStatus({ url, method }: IncomingMessage): number | null {
  if (url?.split("?")[0] !== "/metrics") return 404;
  return method === "GET" ? null : 405;
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), closeMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
