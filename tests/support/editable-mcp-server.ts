import { createMcpHandler, McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";

/** An MCP server whose prompt and tool a test edits, and which it can take away. */
export interface EditableMcpServer extends AsyncDisposable {
  /** Path of a list of servers that names it `catalog`, next to the product's `prices`. */
  serversFile: string;
  /** What the prompt `greeting` says before its argument `tone`. */
  greeting: string;
  /** What its tool `look` says of itself. */
  description: string;
  /** True: it answers every request with 503. */
  away: boolean;
  /** How often the prompt was fetched. */
  fetched: number;
  /** What its tool answers. */
  answer: string;
}

/** Starts it on a free port of loopback. */
export async function startEditableMcpServer(): Promise<EditableMcpServer> {
  const handler = createMcpHandler(() => build(catalog));
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    (request) => catalog.away ? new Response(null, { status: 503 }) : handler.fetch(request),
  );
  const folder = await Deno.makeTempDir({ prefix: "tramontane-catalog-" });
  const serversFile = `${folder}/servers.json`;
  const catalog: EditableMcpServer = {
    serversFile,
    greeting: "Greet in this tone:",
    description: "Looks at the catalog.",
    away: false,
    fetched: 0,
    answer: "a catalog",
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
    { name: "catalog", url: `http://127.0.0.1:${server.addr.port}/`, trustAnnotations: true },
  ];
  await Deno.writeTextFile(serversFile, JSON.stringify({ servers }));
  return catalog;
}

function build(catalog: EditableMcpServer): McpServer {
  const server = new McpServer({ name: "catalog", version: "1" });
  server.registerPrompt("greeting", { argsSchema: z.object({ tone: z.string() }) }, ({ tone }) => {
    catalog.fetched++;
    const content = { type: "text" as const, text: `${catalog.greeting} ${tone}` };
    return { messages: [{ role: "user" as const, content }] };
  });
  server.registerTool("look", {
    description: catalog.description,
    inputSchema: z.object({}),
    annotations: { readOnlyHint: true },
  }, () => ({ content: [{ type: "text" as const, text: catalog.answer }] }));
  return server;
}
