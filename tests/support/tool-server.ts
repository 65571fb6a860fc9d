import { createMcpHandler, McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";

/** An MCP server with tools that our own do not have: side effects, failures on order, slowness. */
export interface ToolServer extends AsyncDisposable {
  /** Path of a list of servers that names it `shop`, beside our own `prices`. */
  serversFile: string;
  /** How often each tool was called, by its name and `key` argument. */
  calls: Map<string, number>;
  /** True: it answers nothing but 503. */
  away: boolean;
}

/** Starts it on a free port of loopback. `more`: further servers of the list. */
export async function startToolServer(more: readonly object[] = []): Promise<ToolServer> {
  const calls = new Map<string, number>();
  const handler = createMcpHandler(() => shop(calls));
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    (request) => stand.away ? new Response(null, { status: 503 }) : handler.fetch(request),
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
      name: "shop",
      url: `http://127.0.0.1:${server.addr.port}/`,
      trustAnnotations: true,
    },
    ...more,
  ];
  await Deno.writeTextFile(serversFile, JSON.stringify({ servers }));
  const stand: ToolServer = {
    serversFile,
    calls,
    away: false,
    async [Symbol.asyncDispose]() {
      await handler.close();
      await server.shutdown();
      await Deno.remove(folder, { recursive: true });
    },
  };
  return stand;
}

/** Fails as ours do, with a word on whether the same call may work later. */
const failure = (retryable: boolean) => ({
  isError: true,
  content: [{ type: "text" as const, text: "The shop is closed." }],
  _meta: { "tramontane/failure": { code: "unavailable", retryable } },
});

/** Calls of `reserve` by our id of them: it recognises one that is repeated, and does nothing then. */
const reserved = new Map<unknown, string>();

function shop(calls: Map<string, number>): McpServer {
  const server = new McpServer({ name: "shop", version: "1" });
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
  server.registerTool("buy", { inputSchema }, ({ key }) => {
    counted("buy", key);
    return done("bought");
  });
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
    return { isError: true, ...done("The till is jammed.") };
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
