import type {
  CallToolRequest,
  CallToolResult,
  InputRequiredResult,
  ServerContext,
} from "@modelcontextprotocol/server";
import { ProtocolError, ProtocolErrorCode } from "@modelcontextprotocol/server";
import { maxDepth, researchDepth } from "../../protocol/mcp/call-depth.ts";
import type { BridgeCall } from "../bridge.ts";
import { BridgeError, failureOf } from "../failure.ts";
import { askArguments, readArguments, researchArguments } from "./arguments.ts";
import { answerOf, openTurn } from "./ask.ts";
import { type AgentCall, agentCall } from "./call.ts";
import { agentOfTool } from "./find-agent.ts";
import { openRun, reportOf } from "./research.ts";
import { errorResult, failedResult, reportedFailure } from "./results.ts";
import { createdTask } from "./tasks.ts";
import { researchTool } from "./tool-names.ts";
import { readOn, turnContent } from "./turn-result.ts";

type Result = CallToolResult | InputRequiredResult;
type Params = CallToolRequest["params"];

/** Answers `tools/call`. What an operation refuses is a failed result, which the model reads. */
export async function callTool(
  bridge: BridgeCall,
  params: Params,
  context: ServerContext,
): Promise<Result> {
  try {
    if (params.name === researchTool) return await callResearch(bridge, params, context);
    const agent = await agentOfTool(bridge.operations, params.name);
    if (agent === null) throw unknownTool(params.name);
    return await callAgent(bridge, agent, params, context);
  } catch (error) {
    if (error instanceof ProtocolError) throw error;
    return errorResult(error, bridge.log);
  }
}

async function callAgent(
  bridge: BridgeCall,
  agent: string,
  params: Params,
  context: ServerContext,
): Promise<Result> {
  const given = readArguments(askArguments, params.arguments);
  const call = agentCall(bridge, context, given.idempotencyKey);
  if (call.key.depth > maxDepth) throw tooDeep;
  const opened = await openTurn(call, { ...given, agent }).catch((error) => {
    // Without a conversation, the agent is all that can be missing.
    const isMissing = failureOf(error).code === "NOT_FOUND" && given.conversationId === undefined;
    throw isMissing ? unknownTool(params.name) : error;
  });
  if (call.client.tasks) return createdTask({ __typename: "Turn", ...opened.turn });
  return await answerOf(call, opened).catch((error) =>
    lost(call, error, turnContent(opened.turn, call.key.own))
  );
}

async function callResearch(
  bridge: BridgeCall,
  params: Params,
  context: ServerContext,
): Promise<Result> {
  const given = readArguments(researchArguments, params.arguments);
  const call = agentCall(bridge, context, given.idempotencyKey);
  if (call.key.depth > researchDepth) throw tooDeep;
  const run = await openRun(call, given);
  if (call.client.tasks) return createdTask({ __typename: "ResearchRun", ...run });
  return await reportOf(call, run).catch((error) =>
    lost(call, error, { researchId: run.id, idempotencyKey: call.key.own })
  );
}

/** The work goes on, but this call cannot read it: its result says how a further one does. */
function lost(
  { key, log }: AgentCall,
  error: unknown,
  content: Record<string, unknown>,
): CallToolResult {
  if (error instanceof ProtocolError) throw error;
  const { message, ...failure } = reportedFailure(error, log);
  return failedResult({ ...failure, message: `${message} ${readOn(key.own)}` }, content);
}

const tooDeep = new BridgeError({
  status: 400,
  code: "TOO_DEEP",
  message: `Agents ask agents at most ${maxDepth} levels deep. Answer without this tool.`,
});

const unknownTool = (name: string) =>
  new ProtocolError(
    ProtocolErrorCode.InvalidParams,
    `There is no tool ${JSON.stringify(name.slice(0, 100))}: see tools/list.`,
  );
