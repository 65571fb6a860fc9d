import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ServerEntry } from "../servers-file.ts";

/** A server of the 1.x line with sessions, which tests can observe. */
export interface SessionServer {
  readonly entry: ServerEntry;
  /** Aborts when the client ends the session that was opened last. */
  ended(): AbortSignal;
  /** Number of opened sessions. */
  opened(): number;
  close(): Promise<void>;
}

/** Starts the server with the tool `ping` on a free port of loopback. */
export async function startSessionServer(): Promise<SessionServer> {
  const sessions = new Map<string, StreamableHTTPServerTransport>();
  let opened = 0;
  let end = new AbortController();
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const known = sessions.get(String(request.headers["mcp-session-id"]));
    await (known ?? await newSession()).handleRequest(request, response);
  };
  async function newSession() {
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: () => randomUUID(),
      onsessioninitialized: (id: string) => {
        opened++;
        end = new AbortController();
        sessions.set(id, transport);
      },
      onsessionclosed: () => end.abort(),
    });
    const server = new McpServer({ name: "sessions", version: "1" });
    server.registerTool("ping", {}, () => ({ content: [{ type: "text", text: "pong" }] }));
    await server.connect(transport);
    return transport;
  }
  const http = createServer((request, response) => void answer(request, response))
    .listen(0, "127.0.0.1");
  await once(http, "listening");
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/`;
  const about = { bearer: null, headers: {}, tools: null, policy: null, allowPrivate: true };
  return {
    entry: { name: "sessions", url, ...about },
    ended: () => end.signal,
    opened: () => opened,
    async close() {
      http.closeAllConnections();
      http.close();
    },
  };
}
