import type { ClaimedToolCall } from "../../store/engine/tool-call.ts";
import { attributes } from "../../telemetry/attributes.ts";
import { failed, inSpan } from "../../telemetry/span.ts";
import type { Judged } from "../tools/judge-tool.ts";
import { asAttribute } from "./content.ts";

/** Runs one attempt of a tool call in its span. `content`: its arguments and its result go along. */
export async function inToolSpan(
  call: ClaimedToolCall,
  content: boolean,
  work: () => Promise<Judged>,
): Promise<Judged> {
  return await inSpan(`execute_tool ${call.name}`, {}, async (span) => {
    if (!span.isRecording()) return await work();
    span.setAttributes(toolAttributes(call));
    if (content) span.setAttribute(attributes.toolArguments, asAttribute(call.arguments));
    const judged = await work();
    const { failure, result } = judged.outcome;
    if (failure) failed(span, failure.code);
    if (content) span.setAttribute(attributes.toolResult, asAttribute(result));
    return judged;
  });
}

function toolAttributes(call: ClaimedToolCall) {
  return {
    [attributes.operation]: "execute_tool",
    [attributes.toolName]: call.name,
    [attributes.toolType]: "extension",
    [attributes.toolCallId]: call.id,
    [attributes.agentName]: call.agentName,
    [attributes.conversation]: call.conversationId,
    [attributes.attempt]: call.attempt,
  };
}
