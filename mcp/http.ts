import { createMcpHandler, type McpHttpHandler } from "@modelcontextprotocol/server";
import { trace } from "@opentelemetry/api";
import { hasBearer } from "../protocol/net/bearer.ts";
import { guardedRequest, guardRequest } from "../protocol/net/host-guard.ts";
import { refusalAnswer, type RequestRefusal, unauthenticated } from "../protocol/net/refusal.ts";
import { attributes } from "../telemetry/attributes.ts";
import { errorFields } from "../telemetry/log.ts";
import { watchPrompts } from "./prompt-watch.ts";
import { createServer, type ServerDefinition, type ServerDeps } from "./server.ts";

/** Options of the HTTP handler. */
export interface McpHttpOptions extends ServerDeps {
  servers: readonly ServerDefinition[];
  /** Token that MCP requests must have when it is set. Health checks require none. */
  token?: string;
  /** The values of `Host` that requests may have. */
  hosts: () => readonly string[];
  /** Interval at which prompts are checked for subscribed clients, ms. */
  promptsPollMs?: number;
}

/** HTTP handler of the process: `/livez`, `/readyz` and one path per MCP server. */
export interface McpHttp {
  fetch(request: Request): Promise<Response>;
  /** Turns `/readyz` to 503 and aborts the calls in flight. */
  close(): Promise<void>;
}

const maxRequestBodySize = 1_000_000;

const hints = { host: "MCP_ALLOWED_HOSTS lets it answer to other names." };

/** Creates the HTTP handler. It opens no port. */
export function createMcpHttp(options: McpHttpOptions): McpHttp {
  const handlers = new Map(options.servers.map((s) => [`/${s.name}`, handlerFor(s, options)]));
  const unwatch = watchPrompts(
    options.prompts,
    options.servers.map((s) => s.name),
    (server) => {
      options.log.info("mcp.prompts_changed", { server });
      handlers.get(`/${server}`)?.notify.promptsChanged();
    },
    options.promptsPollMs,
  );
  let closing = false;

  async function route(request: Request): Promise<Response> {
    const refusal = guardRequest(guardedRequest(request), { hosts: options.hosts(), hints });
    if (refusal) {
      options.log.warn("mcp.request_rejected", { reason: refusal.code });
      return refused(refusal);
    }
    const { pathname } = new URL(request.url);
    nameSpan(request.method, routeOf(pathname));
    if (pathname === "/livez") return Response.json({ status: "ok" });
    if (pathname === "/readyz") return readiness(options, closing);
    const handler = handlers.get(pathname);
    if (!handler) return rpcError(404, "no_such_server");
    if (!isAllowed(request, options.token)) return refused(unauthenticated);
    return await handler.fetch(request);
  }

  return {
    fetch: route,
    async close() {
      closing = true;
      unwatch();
      await Promise.all([...handlers.values()].map((handler) => handler.close()));
    },
  };
}

function handlerFor(definition: ServerDefinition, options: McpHttpOptions): McpHttpHandler {
  const { market, log, prompts } = options;
  const deps = { market, log, prompts };
  return createMcpHandler(() => createServer(definition, deps), {
    maxRequestBodySize,
    onerror: (error) =>
      options.log.warn("mcp.request_failed", { server: definition.name, ...errorFields(error) }),
  });
}

/** Deno's span of a request has no route by itself. */
function nameSpan(method: string, route: string) {
  trace.getActiveSpan()?.updateName(`${method} ${route}`).setAttribute(attributes.httpRoute, route);
}

const routeOf = (pathname: string) =>
  /^\/(livez|readyz|prices|financials)$/.test(pathname) ? pathname : "/{unknown}";

const isAllowed = (request: Request, token: string | undefined) =>
  token === undefined || hasBearer(request.headers.get("authorization"), token);

function refused(refusal: RequestRefusal): Response {
  const { status, headers, body } = refusalAnswer(refusal);
  return new Response(body, { status, headers });
}

/**
 * Ready until the process stops. A market that cannot be read is reported, but the process stays ready: its tools answer
 * with a failure.
 */
function readiness({ market, servers }: McpHttpOptions, closing: boolean): Response {
  const fault = market.lastFault()?.code;
  const body = {
    status: closing ? "stopping" : "ready",
    servers: servers.map((s) => s.name),
    dependencies: {
      market: {
        status: fault ? "failing" : "ok",
        source: market.sample ? "sample" : "live",
        ...(fault && { lastFault: fault }),
      },
    },
  };
  return Response.json(body, { status: closing ? 503 : 200 });
}

/** A refusal in the form that MCP clients expect: a JSON-RPC error without id. */
function rpcError(status: number, reason: string): Response {
  const error = { code: -32000, message: reason };
  return Response.json({ jsonrpc: "2.0", id: null, error }, { status });
}
