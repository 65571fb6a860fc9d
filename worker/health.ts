import { createServer, type Server } from "node:http";
import { guardedMessage, guardRequest } from "../protocol/net/host-guard.ts";
import { loopbackHosts } from "../protocol/net/loopback.ts";
import { refusalAnswer } from "../protocol/net/refusal.ts";

/** Whether each dependency is available. */
export type Readiness = () => Promise<Record<string, boolean>>;

/** Time limits of a request, ms. */
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
    const refusal = guardRequest(guardedMessage(request), { hosts: loopbackHosts(own) });
    const { status, headers, body } = refusal
      ? refusalAnswer(refusal)
      : await health(request.url ?? "/", ready);
    response.writeHead(status, headers);
    response.end(body);
  });
  server.maxConnections = maxConnections;
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve(server));
  });
}

async function health(path: string, ready: Readiness) {
  if (path === "/livez") return answer(200, { alive: true });
  if (path !== "/readyz") return answer(404, { error: "Ask /livez or /readyz." });
  const dependencies = await ready();
  const all = Object.values(dependencies).every(Boolean);
  return answer(all ? 200 : 503, { ready: all, dependencies });
}

const answer = (status: number, body: object) => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});
