import { createServer, type Server } from "node:http";
import { guardRequest, loopbackHosts } from "../protocol/net/host-guard.ts";

/** Says of each dependency whether it is there. */
export type Readiness = () => Promise<Record<string, boolean>>;

/** Time limit of a request, ms: a probe is short. */
const serverOptions = {
  headersTimeout: 5_000,
  requestTimeout: 5_000,
  connectionsCheckingInterval: 2_000,
};
const maxConnections = 100;

/**
 * Serves `/livez` (200 while the process lives) and `/readyz` (200 or 503, naming each dependency). Requests must name
 * loopback as their host, also where another address is bound: a probe says `Host: 127.0.0.1:<port>`.
 */
export function serveHealth(port: number, ready: Readiness, host = "127.0.0.1"): Promise<Server> {
  const server = createServer(serverOptions, async (request, response) => {
    const { port: own } = server.address() as { port: number };
    const refused = guardRequest({
      method: request.method ?? "GET",
      host: request.headers.host ?? null,
      origin: request.headers.origin ?? null,
      secFetchSite: request.headers["sec-fetch-site"]?.toString() ?? null,
      contentType: request.headers["content-type"] ?? null,
    }, loopbackHosts(own));
    const answer = refused
      ? { status: refused.status, body: { error: refused.message } }
      : await health(request.url ?? "/", ready);
    response.writeHead(answer.status, { "content-type": "application/json" });
    response.end(JSON.stringify(answer.body));
  });
  server.maxConnections = maxConnections;
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve(server));
  });
}

async function health(path: string, ready: Readiness) {
  if (path === "/livez") return { status: 200, body: { alive: true } };
  if (path !== "/readyz") return { status: 404, body: { error: "Ask /livez or /readyz." } };
  const dependencies = await ready();
  const all = Object.values(dependencies).every(Boolean);
  return { status: all ? 200 : 503, body: { ready: all, dependencies } };
}
