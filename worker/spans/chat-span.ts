import { SpanKind, trace } from "@opentelemetry/api";
import type { ClaimedModelCall } from "../../store/call/claim-model-call.ts";
import { attributes, mistralProvider } from "../../telemetry/attributes.ts";
import { failed, inSpan } from "../../telemetry/span.ts";
import { argsFor, isCutByBudget, modelOf } from "../model/call/request.ts";
import type { Usage } from "../model/stream/read-usage.ts";
import type { Transcript } from "../model/answer/transcript.ts";
import { measureUsage } from "./client-metrics.ts";
import { inputMessages, outputMessages } from "./content.ts";

/** Runs one attempt of a model call in its span. `content`: what it is told and says goes along. */
export async function inChatSpan<T>(
  call: ClaimedModelCall,
  content: boolean,
  work: () => Promise<T>,
): Promise<T> {
  const model = modelOf(call);
  return await inSpan(`chat ${model}`, { kind: SpanKind.CLIENT }, async (span) => {
    if (!span.isRecording()) return await work();
    span.setAttributes(chatAttributes(call, model));
    if (content) span.setAttribute(attributes.inputMessages, inputMessages(call.inputs));
    return await work();
  });
}

function chatAttributes(call: ClaimedModelCall, model: string) {
  const { version } = call;
  const maxTokens = argsFor(call)?.maxTokens;
  return {
    [attributes.operation]: "chat",
    [attributes.provider]: mistralProvider,
    [attributes.requestModel]: model,
    [attributes.requestStream]: true,
    [attributes.agentName]: version.agentName,
    [attributes.agentVersion]: String(version.number),
    [attributes.conversation]: call.conversationId,
    [attributes.outputType]: version.spec.outputSchema ? "json" : "text",
    [attributes.callId]: call.id,
    [attributes.attempt]: call.attempt,
    ...(typeof maxTokens === "number" && { [attributes.requestMaxTokens]: maxTokens }),
  };
}

/** The first frame of the answer came, so many ms after the request went out. */
export function reportFirstChunk(afterMs: number): void {
  trace.getActiveSpan()?.setAttribute(attributes.timeToFirstChunk, afterMs / 1_000);
}

/** The answer is whole. `adopted`: an earlier attempt had lost it. */
export function reportAnswer(
  call: ClaimedModelCall,
  transcript: Transcript,
  { adopted, content }: { adopted: boolean; content: boolean },
): void {
  const { usage, model } = transcript;
  // An adopted answer was measured by the attempt that requested it, if it got that far; its usage here is estimated.
  if (usage) setUsage(usage);
  if (usage && !adopted) measureUsage(modelOf(call), model, usage);
  const span = trace.getActiveSpan();
  if (!span?.isRecording()) return;
  const reason = finishReason(call, transcript);
  span.setAttributes({
    [attributes.finishReasons]: [reason],
    ...(transcript.lastEntryId !== null && { [attributes.responseId]: transcript.lastEntryId }),
    ...(model && { [attributes.responseModel]: model }),
    ...(adopted && { [attributes.adopted]: true }),
    ...(content &&
      {
        [attributes.outputMessages]: outputMessages(transcript.entries(), transcript.named, reason),
      }),
  });
}

/** The answer was complete and could not be read: it was paid nevertheless. */
export function reportRefusedUsage(call: ClaimedModelCall, usage: Usage | null): void {
  if (!usage) return;
  setUsage(usage);
  measureUsage(modelOf(call), null, usage);
}

function setUsage({ inputTokens, outputTokens }: Usage): void {
  trace.getActiveSpan()?.setAttributes({
    ...(inputTokens !== null && { [attributes.inputTokens]: inputTokens }),
    ...(outputTokens !== null && { [attributes.outputTokens]: outputTokens }),
  });
}

/** The attempt failed, in the word of its failure. */
export function reportFault(code: string): void {
  const span = trace.getActiveSpan();
  if (span) failed(span, code);
}

/** The provider does not say; what it wrote does. */
function finishReason(call: ClaimedModelCall, transcript: Transcript): string {
  if (isCutByBudget(call, transcript.usage?.outputTokens ?? 0)) return "length";
  return transcript.entries().some((e) => e.kind === "tool") ? "tool_call" : "stop";
}
