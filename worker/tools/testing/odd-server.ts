import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ServerEntry } from "../servers-file.ts";
import { type OddAnswer, oddAnswers } from "./odd-answers.ts";

/** A tool call that the server received. */
export interface SeenCall {
  name: string;
  arguments: unknown;
  meta: Record<string, unknown>;
  idempotencyKey: unknown;
}

/** An MCP server over plain HTTP with unusual answers. */
export interface OddServer {
  readonly entry: ServerEntry;
  /** All tool calls, in order. */
  readonly calls: SeenCall[];
  /** Requires sessions, and no longer knows those that were opened before. */
  dropSessions(): void;
  close(): Promise<void>;
}

/** Options of the server. */
export interface OddServerOptions {
  /** Results of `tools/list` by page; the cursor is the number of the page. */
  pages?: readonly unknown[];
  answers?: Record<string, OddAnswer>;
  /** Answers requests instead of the protocol. */
  instead?: (request: IncomingMessage, response: ServerResponse) => boolean;
}

/** Starts the server on a free port of loopback. */
export async function startOddServer(options: OddServerOptions = {}): Promise<OddServer> {
  const { pages = [{ tools: [] }], answers = oddAnswers, instead = () => false } = options;
  const calls: SeenCall[] = [];
  let session = 0;
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    if (instead(request, response)) return;
    let text = "";
    for await (const chunk of request) text += chunk;
    if (request.method !== "POST") return void response.writeHead(405).end();
    const { id, method, params } = JSON.parse(text);
    const json = (message: object, headers = {}) =>
      void response.writeHead(200, { "content-type": "application/json", ...headers })
        .end(JSON.stringify({ jsonrpc: "2.0", id, ...message }));
    if (id === undefined) return void response.writeHead(202).end();
    if (method === "initialize") {
      const result = {
        protocolVersion: "2025-06-18",
        capabilities: { tools: {} },
        serverInfo: { name: "odd", version: "1" },
      };
      return json({ result }, session > 0 ? { "mcp-session-id": String(session) } : {});
    }
    if (method === "tools/list") return json({ result: pages[Number(params?.cursor ?? 0)] });
    if (method !== "tools/call") {
      return json({ error: { code: -32601, message: "no such method" } });
    }
    if (session > 0 && request.headers["mcp-session-id"] !== String(session)) {
      return void response.writeHead(404).end("no such session");
    }
    const { name, arguments: args, _meta: meta = {} } = params;
    calls.push({ name, arguments: args, meta, idempotencyKey: request.headers["idempotency-key"] });
    const nth = calls.filter((call) => call.name === name).length;
    await answers[name]?.(response, { id, name, nth });
  };
  const http = createServer((request, response) => void handle(request, response))
    .listen(0, "127.0.0.1");
  await once(http, "listening");
  return {
    entry: {
      name: "odd",
      url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/`,
      bearer: null,
      headers: {},
      tools: null,
      policy: null,
      allowPrivate: true,
    },
    calls,
    dropSessions: () => void session++,
    async close() {
      http.closeAllConnections();
      http.close();
    },
  };
}
