import { sleep } from "../../protocol/async/sleep.ts";
import { createMcpHandler, McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";

/** An MCP server whose tools have side effects, fail on request or are slow. It outlives every fault of the stack. */
export interface ToolServer extends AsyncDisposable {
  /** Path of a list of servers that names it `orders`, next to the product's `prices`. */
  serversFile: string;
  /** How often each tool was called, by its name and `key` argument. */
  calls: Map<string, number>;
  /** True: it answers every request with 503. */
  away: boolean;
  /** Longest time after their side effect in which `buy` and `deliver` answer, ms; default 0. */
  slowestMs: number;
  /** How often something was bought or delivered, by the key. */
  orders(): Map<string, number>;
}

/** Starts it on a free port of loopback. `more`: further servers of the list. */
export async function startToolServer(more: readonly object[] = []): Promise<ToolServer> {
  const calls = new Map<string, number>();
  const handler = createMcpHandler(() => build(tools));
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    (request) => tools.away ? new Response(null, { status: 503 }) : handler.fetch(request),
  );
  const folder = await Deno.makeTempDir({ prefix: "tramontane-tools-" });
  const serversFile = `${folder}/servers.json`;
  const servers = [
    {
      name: "prices",
      url: "${MCP_URL}/prices",
      bearer: "${MCP_TOKEN}",
      trustAnnotations: true,
    },
    {
      name: "orders",
      url: `http://127.0.0.1:${server.addr.port}/`,
      trustAnnotations: true,
    },
    ...more,
  ];
  await Deno.writeTextFile(serversFile, JSON.stringify({ servers }));
  const tools: ToolServer = {
    serversFile,
    calls,
    away: false,
    slowestMs: 0,
    orders: () => ordersIn(calls),
    async [Symbol.asyncDispose]() {
      await handler.close();
      await server.shutdown();
      await Deno.remove(folder, { recursive: true });
    },
  };
  return tools;
}

const sideEffects = ["buy", "deliver"];

function ordersIn(calls: ReadonlyMap<string, number>): Map<string, number> {
  const orders = new Map<string, number>();
  for (const [call, n] of calls) {
    const [tool = "", key = ""] = call.split(" ");
    if (sideEffects.includes(tool)) orders.set(key, (orders.get(key) ?? 0) + n);
  }
  return orders;
}

/** A failure that says whether a retry may succeed, as the product's servers do. */
const failure = (retryable: boolean) => ({
  isError: true,
  content: [{ type: "text" as const, text: "The server is closed." }],
  _meta: { "tramontane/failure": { code: "unavailable", retryable } },
});

/** Results of `reserve` by the id of the call: a repeated one has no further effect. */
const reserved = new Map<unknown, string>();

function build({ calls, slowestMs }: ToolServer): McpServer {
  const server = new McpServer({ name: "orders", version: "1" });
  const counted = (tool: string, key: string) => {
    const n = (calls.get(`${tool} ${key}`) ?? 0) + 1;
    calls.set(`${tool} ${key}`, n);
    return n;
  };
  const done = (text: string) => ({ content: [{ type: "text" as const, text }] });
  const inputSchema = z.object({ key: z.string(), failures: z.number().default(0) });
  const readOnly = { readOnlyHint: true };
  server.registerTool("order", { inputSchema, annotations: readOnly }, ({ key }) => {
    counted("order", key);
    return done("ordered");
  });
  server.registerTool(
    "look",
    { inputSchema, annotations: readOnly },
    ({ key, failures }) => counted("look", key) <= failures ? failure(true) : done("a shelf"),
  );
  for (const tool of sideEffects) {
    server.registerTool(tool, { inputSchema }, async ({ key }) => {
      counted(tool, key);
      if (slowestMs > 0) await sleep(Math.random() * slowestMs);
      return done(`done: ${key}`);
    });
  }
  const idempotent = { idempotentHint: true };
  server.registerTool("reserve", { inputSchema, annotations: idempotent }, ({ key }, ctx) => {
    const callId = ctx.mcpReq._meta?.["tramontane/callId"];
    const known = reserved.get(callId);
    if (known) return done(`${known}, as before`);
    counted("reserve", key);
    reserved.set(callId, `reserved by ${callId}`);
    return done(`reserved by ${callId}`);
  });
  server.registerTool("refuse", { inputSchema, annotations: readOnly }, ({ key }) => {
    counted("refuse", key);
    return failure(false);
  });
  server.registerTool("recite", { inputSchema, annotations: readOnly }, ({ key }) => {
    counted("recite", key);
    return done("word ".repeat(14_000));
  });
  server.registerTool("fail", { inputSchema, annotations: readOnly }, ({ key }) => {
    counted("fail", key);
    return { isError: true, ...done("The printer is jammed.") };
  });
  server.registerTool("walk", { inputSchema, annotations: readOnly }, async ({ key }, ctx) => {
    counted("walk", key);
    const progressToken = ctx.mcpReq._meta?.progressToken;
    for (let progress = 1; progressToken !== undefined && progress <= 30; progress++) {
      const message = `step ${progress}`;
      const params = { progressToken, progress, total: 30, message };
      await ctx.mcpReq.notify({ method: "notifications/progress", params });
    }
    return done("arrived");
  });
  server.registerTool("hang", { inputSchema, annotations: readOnly }, async ({ key }, ctx) => {
    counted("hang", key);
    await new Promise((resolve) => ctx.mcpReq.signal.addEventListener("abort", resolve));
    return done("never");
  });
  return server;
}
