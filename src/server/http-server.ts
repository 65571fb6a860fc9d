import type { Buffer } from "node:buffer";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { limits } from "../../protocol/limits.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";
import { count } from "../../telemetry/metrics.ts";
import { dropRuntimeSpan } from "../tracing/drop-runtime-span.ts";
import { BufferBudget } from "./buffer-budget.ts";
import { freeChunk } from "./free-chunk.ts";
import { PipelinedRequests } from "./pipelined-requests.ts";
import { type BodyFault, readBody, skipRest } from "./read-body.ts";
import { toRequest } from "./request.ts";
import { sendResponse } from "./send-response.ts";
import { type ServerLimits, serverLimits } from "./server-limits.ts";
import { SlowPeers } from "./slow-peers.ts";

/** The handlers of a server. */
export interface HttpServerParts {
  /** Answers a complete request. */
  answer: (request: Request) => Promise<Response>;
  /** Answers a request whose body is not read; null: its target or method is invalid as well. */
  refuse: (fault: "too_large" | "cut", limit: number, request: Request | null) => Response;
  /** Takes over the connection of a WebSocket handshake. */
  upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  log: Logger;
}

/** A listening server. */
export interface HttpServer {
  readonly port: number;
  /** Accepts no further connection; requests under way may end within `ms`. True: all of them did. */
  close(ms: number): Promise<boolean>;
}

/** Its address, and for tests other limits. */
export interface HttpServerOptions {
  port: number;
  host: string;
  limits?: Partial<ServerLimits>;
}

/**
 * HTTP/1.1 for a handler of web requests, with limits on the resources of a peer: time for headers and body, their
 * sizes, connections, answers that it does not read. Deno.serve has none of these: docs/adr/0033.
 */
export async function serveHttp(
  parts: HttpServerParts,
  options: HttpServerOptions,
): Promise<HttpServer> {
  const applied = { ...serverLimits, ...options.limits };
  const slowPeers = new SlowPeers(applied.stalledMs, () => countAborted("stalled"));
  const sending = { unread: new BufferBudget(applied.unreadBytes), slowPeers };
  const unfinished = new BufferBudget(applied.unfinishedBytes);
  const inTurn = new PipelinedRequests(applied.pipelined, unfinished);
  const server = createServer(nodeOptions(applied), (incoming, response) => {
    dropRuntimeSpan(response);
    inTurn.run(incoming, () => exchange(incoming, response)).catch((error) => {
      parts.log.error("api.request_failed", errorFields(error));
      response.destroy();
    });
  });
  async function exchange(incoming: IncomingMessage, response: ServerResponse) {
    if (incoming.socket.destroyed) return;
    const answer = await answerTo(incoming, response, parts, unfinished);
    if (answer) await sendResponse(answer, response, sending);
    else response.destroy();
  }
  server.maxConnections = applied.connections;
  server.on("upgrade", parts.upgrade);
  const ended = new WeakSet<Duplex>();
  server.on("clientError", (error: Error & { code?: string }, socket: Socket) => {
    if (ended.has(socket)) return;
    ended.add(socket);
    if (error.code === "ERR_HTTP_REQUEST_TIMEOUT") countAborted("request_timeout");
    endBadRequest(error.code, socket);
  });
  await listening(server, options);
  // For example when no file descriptor is left for a connection. Without a listener the process would exit.
  server.on("error", (error) => parts.log.error("api.listener_failed", errorFields(error)));
  return {
    port: (server.address() as AddressInfo).port,
    close: (ms) => closed(server, ms).finally(() => slowPeers.close()),
  };
}

/** Counts an aborted connection. */
export const countAborted = (reason: string, value = 1) =>
  count("tramontane.connections.aborted", { reason }, value);

const nodeOptions = (applied: ServerLimits) => ({
  headersTimeout: applied.headerMs,
  requestTimeout: applied.requestMs,
  connectionsCheckingInterval: Math.min(2_000, applied.headerMs / 4),
  keepAliveTimeout: applied.keepAliveMs,
  maxHeaderSize: applied.headerBytes,
  // Other upgrades, such as to h2c, are ignored: the request is answered as HTTP/1.1.
  shouldUpgradeCallback: ({ headers }: IncomingMessage) =>
    headers.upgrade?.toLowerCase() === "websocket",
});

async function answerTo(
  incoming: IncomingMessage,
  response: ServerResponse,
  parts: HttpServerParts,
  unfinished: BufferBudget,
): Promise<Response | null> {
  const isPost = incoming.method === "POST";
  if (!isPost && hasBody(incoming)) skipRest(incoming);
  const body = isPost ? await readBody(incoming, limits.bodyBytes, unfinished) : null;
  if (isFault(body)) return refused(body, toRequest(incoming, response, null), parts);
  const request = toRequest(incoming, response, body);
  if (!request) return new Response(null, { status: 400 });
  try {
    return await parts.answer(request);
  } catch (error) {
    if (request.signal.aborted) return null; // the peer has disconnected
    parts.log.error("api.request_failed", errorFields(error));
    return new Response(null, { status: 500 });
  }
}

const hasBody = ({ headers }: IncomingMessage) =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;

function refused(
  fault: BodyFault,
  request: Request | null,
  { refuse }: HttpServerParts,
): Response | null {
  if (fault === "gone") return null;
  if (fault === "cut") countAborted("unfinished");
  return refuse(fault, limits.bodyBytes, request);
}

const isFault = (body: unknown): body is BodyFault => typeof body === "string";

/** The time that a peer has to read the answer to an invalid request, ms. */
const responseGraceMs = 500;

const statusLines: Record<string, string> = {
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
};

/**
 * Resets the connection after the peer had time to read the answer: a peer that reads nothing does not notice a FIN.
 */
function endBadRequest(code: string | undefined, socket: Socket) {
  if (!socket.writable) return void socket.destroy();
  const line = statusLines[code ?? ""] ?? "400 Bad Request";
  socket.removeAllListeners("data").on("data", freeChunk);
  socket.write(`HTTP/1.1 ${line}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
  setTimeout(() => socket.resetAndDestroy(), responseGraceMs);
}

function listening(server: Server, { port, host }: HttpServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host, backlog: 1_024 }, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function closed(server: Server, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    const late = setTimeout(() => {
      resolve(false);
      server.closeAllConnections();
    }, ms);
    server.close(() => {
      clearTimeout(late);
      resolve(true);
    });
    server.closeIdleConnections();
  });
}
