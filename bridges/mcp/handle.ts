import { createMcpHandler, ProtocolError } from "@modelcontextprotocol/server";
import { errorFields, type Logger } from "../../telemetry/log.ts";
import type { BridgeCall } from "../bridge.ts";
import { readMessage } from "./read-message.ts";
import { agentServer } from "./server.ts";

/** Interval of the comments that keep proxies from closing a silent stream, ms. */
const keepAliveMs = 12_000;

/** A rejected request is its client's fault, and the message has values of it. */
function report(error: Error, log: Logger): void {
  const rejected = /^Rejected inbound request \(([\w-]+)\)/.exec(error.message)?.[1];
  const reason = rejected ?? (error instanceof ProtocolError ? `${error.code}` : undefined);
  if (reason !== undefined) return log.debug("bridges.mcp_request_rejected", { reason });
  log.warn("bridges.mcp_request_failed", errorFields(error));
}

/** Answers a message with a server of its own. */
export async function handle(call: BridgeCall): Promise<Response> {
  const { request, log } = call;
  const message = await readMessage(request);
  if (message instanceof Response) return message;
  const handler = createMcpHandler(({ era }) => agentServer(call, era), {
    // A call has a stream from its beginning, so that a silent one is kept open.
    responseMode: message.method === "tools/call" ? "sse" : "auto",
    keepAliveMs,
    onerror: (error) => report(error, log),
  });
  return await handler.fetch(request, { parsedBody: message });
}
