import { createMcpHandler, McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";

/** An MCP server whose prompt and tool a test edits, and which it can take away. */
export interface EditableMcpServer extends AsyncDisposable {
  /** Path of a list of servers that names it `desk`, beside our own `prices`. */
  serversFile: string;
  /** What the prompt `greeting` says before its argument `tone`. */
  greeting: string;
  /** What its tool `look` says of itself. */
  description: string;
  /** True: it answers nothing but 503. */
  away: boolean;
  /** How often the prompt was fetched. */
  fetched: number;
}

/** Starts it on a free port of loopback. */
export async function startEditableMcpServer(): Promise<EditableMcpServer> {
  const handler = createMcpHandler(() => build(desk));
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    (request) => desk.away ? new Response(null, { status: 503 }) : handler.fetch(request),
  );
  const folder = await Deno.makeTempDir({ prefix: "tramontane-desk-" });
  const serversFile = `${folder}/servers.json`;
  const desk: EditableMcpServer = {
    serversFile,
    greeting: "Greet in this tone:",
    description: "Looks at the desk.",
    away: false,
    fetched: 0,
    async [Symbol.asyncDispose]() {
      await handler.close();
      await server.shutdown();
      await Deno.remove(folder, { recursive: true });
    },
  };
  const servers = [
    {
      name: "prices",
      url: "${MCP_URL}/prices",
      bearer: "${MCP_TOKEN}",
      trustAnnotations: true,
    },
    { name: "desk", url: `http://127.0.0.1:${server.addr.port}/`, trustAnnotations: true },
  ];
  await Deno.writeTextFile(serversFile, JSON.stringify({ servers }));
  return desk;
}

function build(desk: EditableMcpServer): McpServer {
  const server = new McpServer({ name: "desk", version: "1" });
  server.registerPrompt("greeting", { argsSchema: z.object({ tone: z.string() }) }, ({ tone }) => {
    desk.fetched++;
    const content = { type: "text" as const, text: `${desk.greeting} ${tone}` };
    return { messages: [{ role: "user" as const, content }] };
  });
  server.registerTool("look", {
    description: desk.description,
    inputSchema: z.object({}),
    annotations: { readOnlyHint: true },
  }, () => ({ content: [{ type: "text" as const, text: "a desk" }] }));
  return server;
}
