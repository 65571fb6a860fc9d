import { createMcpHandler } from "@modelcontextprotocol/server";
import { errorFields } from "../../telemetry/log.ts";
import type { Bridge, BridgeCall } from "../bridge.ts";
import { readMessage } from "./read-message.ts";
import { refused, rpcError } from "./rpc-error.ts";
import { agentServer } from "./server.ts";

/** Interval of the comments that keep proxies from closing a silent stream, ms. */
const keepAliveMs = 12_000;

/** Agents as tools of MCP, at /mcp/agents: Streamable HTTP without sessions. */
export const mcpAgents: Bridge = { serve, refused };

async function serve(call: BridgeCall): Promise<Response> {
  const { request, log } = call;
  if (new URL(request.url).pathname !== "/mcp/agents") {
    return rpcError(404, { code: "NOT_FOUND", message: "The MCP server is at /mcp/agents." });
  }
  if (request.method !== "POST") {
    const message = "Use POST: this server has no sessions and sends nothing by itself.";
    return rpcError(405, { code: "METHOD_NOT_ALLOWED", message }, { allow: "POST" });
  }
  const message = await readMessage(request);
  if (message instanceof Response) return message;
  const handler = createMcpHandler(({ era }) => agentServer(call, era), {
    // A call has a stream from its beginning, so that a silent one is kept open.
    responseMode: message.method === "tools/call" ? "sse" : "auto",
    keepAliveMs,
    onerror: (error) => log.debug("bridges.mcp_request_failed", errorFields(error)),
  });
  return await handler.fetch(request, { parsedBody: message });
}
