import { createHash, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { guardRequest, loopbackHosts } from "../../protocol/net/host-guard.ts";
import type { MetricsListener } from "./config.ts";

/** Longest that a stop waits for a scrape, ms. */
const closeMs = 1_000;

/** Time limit of a request, ms: a scrape is short. */
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
 * Opens the listener. On loopback it answers to its own Host and to no web page; elsewhere only to who knows the
 * token. Throws when the port is taken.
 */
export function listenForMetrics(
  { port, host, token }: MetricsListener,
  text: () => Promise<string>,
): Promise<OpenListener> {
  const server = createServer(serverOptions, async (request, response) => {
    const own = portOf(server);
    const status = refusal(request, token, own);
    if (status !== null) return void response.writeHead(status).end();
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

const failed = () => ({ status: 500, body: "" });

function refusal(request: IncomingMessage, token: string | null, port: number): number | null {
  const { method = "GET", url, headers } = request;
  const { host = null, origin = null, "content-type": contentType = null } = headers;
  const secFetchSite = headers["sec-fetch-site"]?.toString() ?? null;
  // A token is proof enough: whoever knows it may use any name for us.
  const hosts = token === null ? loopbackHosts(port) : [host?.toLowerCase() ?? ""];
  const refused = guardRequest({ method, host, origin, secFetchSite, contentType }, hosts);
  if (refused) return refused.status;
  if (token !== null && !isBearer(headers.authorization ?? "", token)) return 401;
  if (url?.split("?")[0] !== "/metrics") return 404;
  return method === "GET" ? null : 405;
}

function isBearer(given: string, token: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(`Bearer ${token}`));
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
