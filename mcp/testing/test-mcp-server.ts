import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { createLogger, type Logger } from "../../telemetry/log.ts";
import { createMcpHttp } from "../http.ts";
import { createMarketGateway, type MarketOptions } from "../market/gateway.ts";
import { createPromptFolder } from "../prompt-folder.ts";
import { servers } from "../servers.ts";
import { failureKey } from "../tool-failure.ts";
import { sampleMarket } from "./sample-market.ts";
import { type FakeYahoo, startFakeYahoo } from "./fake-yahoo.ts";

/** The MCP servers on a free loopback port, with a fake Yahoo. */
export interface TestMcpServer extends AsyncDisposable {
  readonly url: string;
  readonly yahoo: FakeYahoo;
  /** Lines of the log so far. */
  readonly lines: string[];
  /** Serves a request without a socket. */
  fetch(request: Request): Promise<Response>;
  /** Resolves with the next log event of this name. */
  seen(event: string): Promise<Record<string, unknown>>;
  /** A connected client of one of the servers. */
  connect(server: string): Promise<Client>;
}

/** Options of a test server. */
export interface TestMcpServerOptions {
  token?: string;
  market?: Partial<MarketOptions>;
  /** Another folder of prompts. */
  promptsFolder?: URL;
}

/** Starts the servers, with short waits between retries. */
export function startTestMcpServer(options: TestMcpServerOptions = {}): TestMcpServer {
  const yahoo = startFakeYahoo(sampleMarket);
  const lines: string[] = [];
  const watchers = new Map<string, (line: Record<string, unknown>) => void>();
  const write = (line: string) => {
    lines.push(line);
    const parsed = JSON.parse(line);
    watchers.get(parsed.event)?.(parsed);
  };
  const log: Logger = createLogger("mcp", { level: "debug", write });
  const retry = { attempts: 3, baseDelayMs: 5, maxDelayMs: 50 };
  const market = createMarketGateway({ yahooUrl: yahoo.url, log, retry, ...options.market });
  const http = createMcpHttp({
    servers,
    market,
    prompts: createPromptFolder(log, options.promptsFolder),
    promptsPollMs: 50,
    log,
    token: options.token,
    hosts: () => ["127.0.0.1"],
  });
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, http.fetch);
  const url = `http://127.0.0.1:${server.addr.port}`;
  const clients: Client[] = [];
  return {
    url,
    yahoo,
    lines,
    fetch: http.fetch,
    seen: (event) => new Promise((resolve) => watchers.set(event, resolve)),
    async connect(name) {
      const client = new Client({ name: "test", version: "1" }, {
        versionNegotiation: { mode: "auto" },
      });
      const headers = options.token ? { authorization: `Bearer ${options.token}` } : undefined;
      const address = new URL(`${url}/${name}`);
      await client.connect(
        new StreamableHTTPClientTransport(address, { requestInit: { headers } }),
      );
      clients.push(client);
      return client;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(clients.map((client) => client.close()));
      await http.close();
      await server.shutdown();
      await yahoo[Symbol.asyncDispose]();
    },
  };
}

/** The text of a result. */
export function textOf(result: { content: { type: string; text?: string }[] }): string {
  return result.content.map((block) => block.text ?? "").join("");
}

/** The failure in the `_meta` of a failed result; undefined without one. */
export function failureOf(result: { isError?: boolean; _meta?: Record<string, unknown> }): {
  code: string;
  retryable: boolean;
} | undefined {
  const failure = result.isError ? result._meta?.[failureKey] : undefined;
  return failure as { code: string; retryable: boolean } | undefined;
}
