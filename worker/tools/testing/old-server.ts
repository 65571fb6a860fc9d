import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import type { ServerEntry } from "../servers-file.ts";

/** A server of the 1.x line with sessions and a stream of notifications, on a free port of loopback. */
export interface OldServer {
  readonly entry: ServerEntry;
  /** Resolves when a client has opened the stream of notifications. */
  readonly listening: Promise<void>;
  /** Adds a tool, and announces the changed list. */
  addTool(name: string): void;
  /** A header of the last request. */
  lastHeader(name: string): unknown;
  close(): Promise<void>;
}

/** Starts the server with the tool `first` and the prompts `greet` and `hang`, for one client. */
export async function startOldServer(): Promise<OldServer> {
  const server = new McpServer({ name: "old", version: "1" });
  const addTool = (name: string) =>
    void server.registerTool(name, {}, () => ({ content: [{ type: "text", text: "done" }] }));
  addTool("first");
  const says = (text: string) => ({
    messages: [{ role: "user" as const, content: { type: "text" as const, text } }],
  });
  const argsSchema = { who: z.string() };
  server.registerPrompt(
    "greet",
    { argsSchema },
    ({ who }: { who: string }) => says(`Be kind to ${who}.`),
  );
  server.registerPrompt("hang", {}, () => new Promise<never>(() => {}));
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: () => randomUUID() });
  await server.connect(transport);
  let last: IncomingMessage | undefined;
  let opened = () => {};
  const listening = new Promise<void>((resolve) => opened = resolve);
  const http = createServer((request, response) => {
    last = request;
    if (request.method === "GET") onHead(response, opened);
    void transport.handleRequest(request, response);
  }).listen(0, "127.0.0.1");
  await once(http, "listening");
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/`;
  return {
    entry: {
      name: "old",
      url,
      bearer: null,
      headers: { "x-api-key": "k" },
      tools: null,
      policy: null,
      allowPrivate: true,
    },
    listening,
    addTool,
    lastHeader: (name) => last?.headers[name],
    async close() {
      await server.close();
      http.closeAllConnections();
      http.close();
    },
  };
}

/** Calls `written` when the head of a response is sent. */
function onHead(response: ServerResponse, written: () => void) {
  const writeHead = response.writeHead.bind(response);
  response.writeHead = ((...head: Parameters<typeof writeHead>) => {
    written();
    return writeHead(...head);
  }) as typeof response.writeHead;
}
