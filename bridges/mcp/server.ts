import {
  MissingRequiredClientCapabilityError,
  ProtocolError,
  ProtocolErrorCode,
  Server,
  type ServerContext,
} from "@modelcontextprotocol/server";
import { z } from "zod";
import manifest from "../../package.json" with { type: "json" };
import type { Logger } from "../../telemetry/log.ts";
import type { BridgeCall } from "../bridge.ts";
import { abilitiesOf, answersOf, tasksExtension } from "./call.ts";
import { callTool } from "./call-tool.ts";
import { listTools } from "./list-tools.ts";
import { reportedFailure } from "./results.ts";
import { cancelTask, readTask, updateTask } from "./tasks.ts";

const task = { params: z.looseObject({ taskId: z.string().min(1).max(200) }) };
const extension = { [tasksExtension]: {} };

/** A server for one request: it has no state. */
export function agentServer(call: BridgeCall, era: "legacy" | "modern"): Server {
  const isModern = era === "modern";
  const server = new Server({
    name: "tramontane-agents",
    title: "Tramontane agents",
    version: manifest.version,
  }, {
    capabilities: { tools: {}, ...(isModern && { extensions: extension }) },
    instructions: "Each tool asks an agent, or starts research. Results can take minutes.",
    // Without a session nothing could bring the answer of a client of an older revision.
    inputRequired: { legacyShim: false },
  });
  server.setRequestHandler(
    "tools/list",
    ({ params }) => asProtocolErrors(call.log, () => listTools(call.operations, params?.cursor)),
  );
  server.setRequestHandler("tools/call", ({ params }, ctx) => callTool(call, params, ctx));
  if (isModern) serveTasks(server, call);
  return server;
}

function serveTasks(server: Server, call: BridgeCall): void {
  const serve = (
    method: string,
    run: (taskId: string, ctx: ServerContext) => Promise<Record<string, unknown>>,
  ) =>
    server.setRequestHandler(method, task, ({ taskId }, ctx) => {
      if (!abilitiesOf(ctx.mcpReq).tasks) throw undeclared;
      return asProtocolErrors(call.log, () => run(taskId, ctx));
    });
  serve("tasks/get", (id, ctx) => readTask(call, id, abilitiesOf(ctx.mcpReq).forms));
  serve("tasks/update", (id, ctx) => updateTask(call, id, answersOf(ctx.mcpReq) ?? {}));
  serve("tasks/cancel", (id) => cancelTask(call, id));
}

const undeclared = new MissingRequiredClientCapabilityError({
  requiredCapabilities: { extensions: extension },
});

/** The errors of operations as those of the protocol, with a code and whether a retry may succeed. */
async function asProtocolErrors<T>(log: Logger, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof ProtocolError) throw error;
    const { status, code, message, retryAfterS } = reportedFailure(error, log);
    const { InternalError, InvalidParams } = ProtocolErrorCode;
    const data = { code, retryAfterS: retryAfterS ?? null };
    throw new ProtocolError(status >= 500 ? InternalError : InvalidParams, message, data);
  }
}
