import type { ClaimedToolCall } from "../../store/call/tool-call.ts";
import { attributes } from "../../telemetry/attributes.ts";
import { failed, inSpan } from "../../telemetry/span.ts";
import type { ClassifiedAnswer } from "../tools/classify-answer.ts";
import { measureToolCall } from "./client-metrics.ts";
import { asAttribute } from "./content.ts";

/** Runs one attempt of a tool call in its span. `content`: its arguments and its result go along. */
export async function inToolSpan(
  call: ClaimedToolCall,
  content: boolean,
  work: () => Promise<ClassifiedAnswer>,
): Promise<ClassifiedAnswer> {
  return await inSpan(`execute_tool ${call.name}`, {}, async (span) => {
    if (!span.isRecording()) return await measured(call, work);
    span.setAttributes(toolAttributes(call));
    if (content) span.setAttribute(attributes.toolArguments, asAttribute(call.arguments));
    const judged = await measured(call, work);
    const { failure, result } = judged.outcome;
    if (failure) failed(span, failure.code);
    if (content) span.setAttribute(attributes.toolResult, asAttribute(result));
    return judged;
  });
}

/** A name that the model made up is measured as no tool. */
async function measured(
  call: ClaimedToolCall,
  work: () => Promise<ClassifiedAnswer>,
): Promise<ClassifiedAnswer> {
  const since = performance.now();
  const judged = await work();
  if (call.tool) measureToolCall(call.name, since, judged.outcome.failure?.code ?? null);
  return judged;
}

function toolAttributes(call: ClaimedToolCall) {
  return {
    [attributes.operation]: "execute_tool",
    [attributes.toolName]: call.name,
    [attributes.toolType]: "extension",
    [attributes.toolCallId]: call.remoteToolCallId ?? call.id,
    [attributes.callId]: call.id,
    // No span of its own for the MCP request, as its conventions say where the tool's execution is traced already.
    [attributes.mcpMethod]: "tools/call",
    [attributes.agentName]: call.agentName,
    [attributes.conversation]: call.conversationId,
    [attributes.attempt]: call.attempt,
  };
}
