import type { ClaimedToolCall } from "../../store/call/claim-tool-call.ts";
import { attributes } from "../../telemetry/attributes.ts";
import { failed, inSpan } from "../../telemetry/span.ts";
import type { ClassifiedAnswer } from "../tools/classify-answer.ts";
import { measureToolCall } from "./client-metrics.ts";
import { asAttribute } from "./content.ts";

/** Runs one attempt of a tool call in its span. `content`: the span includes the arguments and the result. */
export async function inToolSpan(
  call: ClaimedToolCall,
  content: boolean,
  work: () => Promise<ClassifiedAnswer>,
): Promise<ClassifiedAnswer> {
  return await inSpan(`execute_tool ${call.name}`, {}, async (span) => {
    if (!span.isRecording()) return await measured(call, work);
    span.setAttributes(toolAttributes(call));
    if (content) span.setAttribute(attributes.toolArguments, asAttribute(call.arguments));
    const classified = await measured(call, work);
    const { failure, result } = classified.outcome;
    if (failure) failed(span, failure.code);
    if (content) span.setAttribute(attributes.toolResult, asAttribute(result));
    return classified;
  });
}

/** A tool that does not exist is not measured: the model made its name up. */
async function measured(
  call: ClaimedToolCall,
  work: () => Promise<ClassifiedAnswer>,
): Promise<ClassifiedAnswer> {
  const since = performance.now();
  const classified = await work();
  if (call.tool) measureToolCall(call.name, since, classified.outcome.failure?.code ?? null);
  return classified;
}

function toolAttributes(call: ClaimedToolCall) {
  return {
    [attributes.operation]: "execute_tool",
    [attributes.toolName]: call.name,
    [attributes.toolType]: "extension",
    [attributes.toolCallId]: call.remoteToolCallId ?? call.id,
    [attributes.callId]: call.id,
    // The MCP request has no span of its own: its conventions omit it where the execution of the tool is traced.
    [attributes.mcpMethod]: "tools/call",
    [attributes.agentName]: call.agentName,
    [attributes.conversation]: call.conversationId,
    [attributes.attempt]: call.attempt,
  };
}
