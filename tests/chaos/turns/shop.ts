import { createMcpHandler, McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { sleep } from "../../../protocol/async/sleep.ts";

/** An MCP server whose tools have side effects, and remember them. It outlives every fault. */
export interface Shop extends AsyncDisposable {
  /** Path of a list of servers that names it `shop`, beside our own `prices`. */
  serversFile: string;
  /** How often something was ordered, by its key. */
  orders: Map<string, number>;
}

const inputSchema = z.object({ key: z.string() });
const slowestMs = 600;

/** Opens it on a free port of loopback. */
export async function openShop(): Promise<Shop> {
  const orders = new Map<string, number>();
  const handler = createMcpHandler(() => shop(orders));
  const listen = { hostname: "127.0.0.1", port: 0, onListen() {} };
  const server = Deno.serve(listen, (request) => handler.fetch(request));
  const folder = await Deno.makeTempDir({ prefix: "tramontane-shop-" });
  const serversFile = `${folder}/servers.json`;
  const servers = [
    {
      name: "prices",
      url: "${MCP_URL}/prices",
      bearer: "${MCP_TOKEN}",
      trustAnnotations: true,
    },
    { name: "shop", url: `http://127.0.0.1:${server.addr.port}/` },
  ];
  await Deno.writeTextFile(serversFile, JSON.stringify({ servers }));
  return {
    serversFile,
    orders,
    async [Symbol.asyncDispose]() {
      await handler.close();
      await server.shutdown();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

/** `order` is at once done and slow to say so; so is `deliver`, about which humans are asked. */
function shop(orders: Map<string, number>): McpServer {
  const server = new McpServer({ name: "shop", version: "1" });
  for (const name of ["order", "deliver"]) {
    server.registerTool(name, { inputSchema }, async ({ key }) => {
      orders.set(key, (orders.get(key) ?? 0) + 1);
      await sleep(Math.random() * slowestMs);
      return { content: [{ type: "text" as const, text: `done: ${key}` }] };
    });
  }
  return server;
}
