import type { Bridge, BridgeCall } from "../bridge.ts";
import { refused, rpcError } from "./rpc-error.ts";

/** Agents as tools of MCP, at /mcp/agents: Streamable HTTP without sessions. */
export const mcpAgents: Bridge = { serve, refused };

async function serve(call: BridgeCall): Promise<Response> {
  const { request } = call;
  if (new URL(request.url).pathname !== "/mcp/agents") {
    return rpcError(404, { code: "NOT_FOUND", message: "The MCP server is at /mcp/agents." });
  }
  if (request.method !== "POST") {
    const message = "Use POST: this server has no sessions and sends nothing by itself.";
    return rpcError(405, { code: "METHOD_NOT_ALLOWED", message }, { allow: "POST" });
  }
  // The SDK takes 30 MB and a tenth of a second: an API whose agents no MCP client asks does without it.
  const { handle } = await import("./handle.ts");
  return await handle(call);
}
