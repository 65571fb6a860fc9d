import { eventStreamHeaders, helloFrame, wantsEvents } from "../../protocol/net/event-stream.ts";
import { type Bridge, bridgeOf } from "../../bridges/mod.ts";
import type { Requester } from "../auth/requester.ts";
import { consolePath, isConsole } from "../console/load-console.ts";
import { filesPath, wantsPage } from "../graphiql/serve.ts";
import { nextFrame } from "../sse/frames.ts";
import { inRequestSpan } from "../tracing/request-span.ts";
import { preflight, withCors } from "./cors.ts";
import { apiGuard } from "./guard.ts";
import { withPageHeaders } from "./page-headers.ts";
import { isPage } from "./paths.ts";
import { problem } from "./problem.ts";
import { readable } from "./readable.ts";
import { checkReadiness, type Probe, type StartStatus } from "./readiness.ts";

/** The functions that answer requests. */
export interface HandlerParts {
  /** Who makes a request, or the answer that refuses it. */
  requester: (request: Request) => Promise<Requester | Response>;
  graphql: (request: Request, requester: Requester) => Response | Promise<Response>;
  /** GraphiQL's page and its files. */
  graphiql: (request: Request) => Promise<Response>;
  /** The console's page and its files; null where it is not served. */
  console: ((request: Request) => Promise<Response>) | null;
  /** A research report, by its signed link. */
  report: (request: Request) => Promise<Response>;
  /** A file of a tool, by its signed link. */
  file: (request: Request) => Promise<Response>;
  /** What a bridge answers for a requester. */
  bridge: (bridge: Bridge, request: Request, requester: Requester) => Promise<Response>;
  probes: readonly Probe[];
  /** The state of the start on this machine; null where there is none. */
  start: () => Promise<StartStatus | null>;
  /** The accepted values of `Host`. */
  hosts: () => readonly string[];
  /** Origins of other sites whose pages may call operations. */
  origins?: readonly string[];
  /** True once the process is stopping. */
  isStopping: () => boolean;
}

/** Answers requests and handshakes after the guard has accepted them. */
export interface Handler {
  answer(request: Request): Promise<Response>;
  /** Answers a request whose body is not read, also to a page of an allowed origin. */
  refuseBody(...fault: BodyFault): Response;
  /** The refusal of a WebSocket handshake; null accepts it. */
  refuseUpgrade(request: Request): Response | null;
}

/** Why a body is not read, the limit of its bytes, and its request if that is valid. */
type BodyFault = [fault: "too_large" | "cut", limit: number, request: Request | null];

/** A handler that routes requests after the guard has accepted them. */
export function createHandler(parts: HandlerParts): Handler {
  const { origins = [] } = parts;
  const refused = apiGuard({ hosts: parts.hosts, origins });
  return {
    answer: (request) =>
      inRequestSpan(request, async () => {
        const answer = refused(request) ?? preflight(request, origins) ??
          await route(request, parts);
        const shown = await readable(request, answer);
        return withCors(request, isPage(request) ? withPageHeaders(shown) : shown, origins);
      }),
    refuseBody: (fault, limit, request) => {
      const refusal = bodyRefusal(fault, limit);
      return request ? withCors(request, refusal, origins) : refusal;
    },
    refuseUpgrade: (request) => refused(request) ?? refusedPlace(request, parts),
  };
}

function refusedPlace(request: Request, { isStopping }: HandlerParts): Response | null {
  const { pathname } = new URL(request.url);
  if (pathname !== "/graphql") {
    return problem(404, "NOT_FOUND", "WebSockets are accepted at /graphql only.");
  }
  return isStopping() ? stopping() : null;
}

/**
 * The answer to a request whose body is over the limit, or was cut because too many unfinished requests were in memory.
 */
function bodyRefusal(fault: BodyFault[0], limit: number): Response {
  return fault === "too_large"
    ? problem(413, "PAYLOAD_TOO_LARGE", `A body may have at most ${limit} bytes.`)
    : problem(
      503,
      "OVERLOADED",
      "The body arrived too slowly while the server was busy. Try again.",
    );
}

async function route(request: Request, parts: HandlerParts): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname === "/livez") return Response.json({ status: "ok" });
  if (pathname === "/readyz") return await readiness(parts);
  if (pathname === "/") {
    const location = parts.console ? consolePath : "/graphql";
    return new Response(null, { status: 302, headers: { location } });
  }
  if (isConsole(pathname)) return await parts.console?.(request) ?? withoutConsole();
  if (pathname.startsWith(filesPath)) return await parts.graphiql(request);
  if (pathname.startsWith("/files/")) return await parts.file(request);
  if (pathname.startsWith("/research/")) return await parts.report(request);
  const bridge = bridgeOf(pathname);
  if (bridge) return await throughBridge(bridge, request, parts);
  if (pathname !== "/graphql") {
    return problem(
      404,
      "NOT_FOUND",
      "The paths are /console, /graphql, /bridges, /mcp/agents, /files, /research, /livez and /readyz.",
    );
  }
  if (parts.isStopping()) return stops(request);
  if (wantsPage(request)) return await parts.graphiql(request);
  const unread = request.method === "GET" ? unreadableParameter(request) : null;
  if (unread) return problem(400, "BAD_REQUEST", `The parameter ${unread} is not JSON.`);
  const requester = await parts.requester(request);
  return requester instanceof Response ? requester : await parts.graphql(request, requester);
}

const withoutConsole = () =>
  problem(
    404,
    "NOT_FOUND",
    "This API serves no console: CONSOLE is off, or CONSOLE_FILES does not name the folder of its build.",
  );

async function throughBridge(
  bridge: Bridge,
  request: Request,
  { isStopping, requester: requesterOf, bridge: serve }: HandlerParts,
): Promise<Response> {
  if (isStopping()) return await bridge.refused(stopping(), request);
  const requester = await requesterOf(request);
  if (requester instanceof Response) return await bridge.refused(requester, request);
  return await serve(bridge, request, requester);
}

/** Yoga answers such a URL with an internal error. */
function unreadableParameter({ url }: Request): string | null {
  const { searchParams } = new URL(url);
  const isRead = (name: string) => {
    try {
      return JSON.parse(searchParams.get(name) || "null") !== undefined;
    } catch {
      return false;
    }
  };
  return ["variables", "extensions"].find((name) => !isRead(name)) ?? null;
}

const stops503 = { code: "SHUTTING_DOWN", message: "This server is shutting down. Try again." };
const stopping = () => problem(503, stops503.code, stops503.message);

/** An EventSource gives up on 503, so it gets the error in a stream, and reconnects. */
function stops(request: Request): Response {
  if (request.method !== "GET" || !wantsEvents(request)) return stopping();
  const { code, message } = stops503;
  const errors = [{ message, extensions: { code, retryable: true } }];
  return new Response(helloFrame() + nextFrame({ errors }, null), { headers: eventStreamHeaders });
}

/** 200 while every needed dependency answers; names each dependency. */
async function readiness({ probes, start, isStopping }: HandlerParts): Promise<Response> {
  const readiness = await checkReadiness(probes, await start());
  const ready = readiness.ready && !isStopping();
  return Response.json({ ...readiness, ready }, { status: ready ? 200 : 503 });
}
