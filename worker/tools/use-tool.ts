import type { Client } from "@modelcontextprotocol/client";
import type { Tool } from "../../protocol/agent/agent.ts";
import { depthKey } from "../../protocol/mcp/call-depth.ts";
import type { ClaimedToolCall } from "../../store/call/claim-tool-call.ts";
import type { ActivityDeps } from "../activities/deps.ts";
import { traceMeta } from "../spans/trace-meta.ts";
import { type ClassifiedAnswer, classifyAnswer } from "./classify-answer.ts";
import { recordProgress } from "./record-progress.ts";
import { carried } from "./wire/carry.ts";
import { SessionGoneError } from "./wire/faults.ts";

/** Key of the call's id in `_meta`: it is the same in every attempt, so that a server can recognise a repeated call. */
export const callIdKey = "tramontane/callId";
/** The HTTP header with the same id. */
const callIdHeader = "idempotency-key";

/** A request to a tool. */
export interface ToolRequest {
  args: Record<string, unknown>;
  /** Called just before the request is sent. */
  opened(): Promise<void>;
  /** Called if the server rejected the request because it no longer knows the session; a new one may be opened once. */
  unread(): void;
  /** Runs while the request is in progress; the answer counts when both have ended. */
  taken(): Promise<void>;
}

/** Calls a tool once, records its progress, and classifies its answer. Throws if there is no answer. */
export function useTool(
  deps: ActivityDeps,
  call: ClaimedToolCall & { tool: Tool },
  { args, opened, unread, taken }: ToolRequest,
  signal: AbortSignal,
): Promise<ClassifiedAnswer> {
  const { server, name, tool } = call;
  const timeout = Math.max(1, Math.min(deps.engine.toolTimeoutMs, call.deadlineMs));
  const notes = recordProgress(deps, call);
  return deps.servers.use(server, async (client) => {
    await opened();
    const { onprogress } = notes;
    try {
      const begun = performance.now();
      // The turn of this call is one more above those that its server may start.
      const depth = call.depth === null ? null : call.depth + 1;
      const calling = callTool(client, tool, { id: call.id, args, depth }, {
        signal,
        timeout,
        onprogress,
      });
      const [answer] = await Promise.all([calling, taken()]);
      deps.toolPace.note(call, performance.now() - begun);
      return classifyAnswer(name, answer, tool.idempotent);
    } catch (error) {
      deps.toolPace.reset(call);
      if (error instanceof SessionGoneError) unread();
      throw error;
    } finally {
      await notes.written();
    }
  });
}

type CallOptions = Pick<
  NonNullable<Parameters<Client["callTool"]>[1]>,
  "signal" | "timeout" | "onprogress"
>;

/** Calls a tool with the id of the call; returns the server's result, cleaned. */
export async function callTool(
  client: Client,
  { name, inputSchema }: Pick<Tool, "name" | "inputSchema">,
  { id, args, depth = null }: { id: string; args: Record<string, unknown>; depth?: number | null },
  options: CallOptions = {},
): Promise<unknown> {
  // The SDK copies arguments into headers if the schema says so; it must not validate results.
  const toolDefinition = { name, inputSchema: inputSchema as { type: "object" } };
  const headers = { [callIdHeader]: id };
  const meta = { [callIdKey]: id, ...(depth !== null && { [depthKey]: depth }), ...traceMeta() };
  const request = { name, arguments: args, _meta: meta };
  return carried(await client.callTool(request, { ...options, headers, toolDefinition }));
}
