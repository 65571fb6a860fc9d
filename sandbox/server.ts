import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { sleep } from "../protocol/async/sleep.ts";
import { guardedMessage, guardRequest } from "../protocol/net/host-guard.ts";
import { loopbackHosts } from "../protocol/net/loopback.ts";
import { refusalAnswer } from "../protocol/net/refusal.ts";
import { serveControl } from "./control/serve.ts";
import { sendJson } from "./http/exchange.ts";
import { openEmulator } from "./mistral/emulator.ts";
import { serveMistral } from "./mistral/serve.ts";
import { createYahoo } from "./yahoo/yahoo.ts";
import { serveYahoo } from "./yahoo/serve.ts";
import type { SandboxConfig } from "./config.ts";
import type { ControlTargets } from "./control/serve.ts";
import type { Exchange } from "./http/exchange.ts";

/** A running sandbox. `stop` closes all connections and files. */
export type Sandbox = { port: number; url: string; stop(): Promise<void> };

/** Called for a request that failed inside the sandbox. */
export type OnFailure = (error: unknown, path: string) => void;

/** How long `stop` waits for the requests whose sockets it has closed. */
const stopGraceMs = 2_000;

const crumbOrigin = "https://finance.yahoo.com";
const hints = { host: "SANDBOX_ALLOWED_HOSTS lets it answer to other names." };

function refused(
  req: IncomingMessage,
  res: ServerResponse,
  mount: string,
  hosts: readonly string[],
): boolean {
  // yahoo-finance2 sends Yahoo's origin when it asks for a crumb.
  const origins = mount === "yahoo" && req.method === "GET" ? [crumbOrigin] : [];
  const refusal = guardRequest(guardedMessage(req), { hosts, origins, hints });
  if (refusal === null) return false;
  const { status, headers, body } = refusalAnswer(refusal);
  res.writeHead(status, headers).end(body);
  return true;
}

async function serve(
  req: IncomingMessage,
  res: ServerResponse,
  controlled: ControlTargets,
  hosts: readonly string[],
): Promise<void> {
  const url = new URL(req.url ?? "/", "http://127.0.0.1");
  const [, mount = "", rest = ""] = /^\/([^/]*)(.*)$/.exec(url.pathname) ?? [];
  if (refused(req, res, mount, hosts)) return;
  const exchange: Exchange = { req, res, path: rest, query: url.searchParams };
  if (mount === "mistral") return await serveMistral(exchange, controlled.emulator);
  if (mount === "yahoo") {
    return await serveYahoo(exchange, controlled.yahoo, controlled.emulator.ledger);
  }
  if (mount === "control") return await serveControl(exchange, controlled);
  if (mount === "livez" && rest === "") return sendJson(res, 200, { ok: true });
  if (mount === "readyz" && rest === "") return sendJson(res, 200, { ok: true, state: "ok" });
  sendJson(res, 404, { error: "not found" });
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}

/** Opens the state and listens. Throws if the port is in use or the state is malformed. */
export async function startSandbox(config: SandboxConfig, onFailure: OnFailure): Promise<Sandbox> {
  const emulator = openEmulator(config.home, config.pace);
  const controlled: ControlTargets = { emulator, yahoo: createYahoo(), token: config.token };
  const open = new Set<Promise<void>>();
  // yahoo-finance2 requests all lines of a balance sheet in one query string.
  const limits = { requestTimeout: 60_000, keepAliveTimeout: 65_000, maxHeaderSize: 65_536 };
  const hosts: string[] = [];
  const server = createServer(limits, (req, res) => {
    const served = serve(req, res, controlled, hosts).catch((error) => {
      // The client disconnected while it sent its body: not a failure of the sandbox.
      if (!req.complete && req.destroyed) return;
      onFailure(error, req.url ?? "");
      if (res.headersSent) res.destroy();
      else sendJson(res, 500, { object: "Error", message: "Sandbox failure", code: 3000 });
    }).finally(() => open.delete(served));
    open.add(served);
  });
  const port = await listen(server, config.host, config.port);
  hosts.push(...loopbackHosts(port), ...config.allowedHosts);
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      emulator.stopRuns();
      server.closeAllConnections();
      await closed;
      await Promise.race([Promise.all(open), sleep(stopGraceMs, undefined, { ref: false })]);
      emulator.close();
    },
  };
}
