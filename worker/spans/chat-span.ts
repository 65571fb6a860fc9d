import { SpanKind, trace } from "@opentelemetry/api";
import type { ClaimedModelCall } from "../../store/call/claimed-model-call.ts";
import { attributes, mistralProvider } from "../../telemetry/attributes.ts";
import { failed, inSpan } from "../../telemetry/span.ts";
import { isCutByBudget } from "../model/call/completion-args.ts";
import type { ModelCallPlan } from "../model/call/plan.ts";
import type { Usage } from "../model/stream/read-usage.ts";
import type { Transcript } from "../model/answer/transcript.ts";
import { measureUsage } from "./client-metrics.ts";
import { inputMessages, outputMessages } from "./content.ts";

/** Runs one attempt of a model call in its span. `content`: the span includes the inputs. */
export async function inChatSpan<T>(
  call: ClaimedModelCall,
  plan: ModelCallPlan,
  content: boolean,
  work: () => Promise<T>,
): Promise<T> {
  return await inSpan(`chat ${plan.model}`, { kind: SpanKind.CLIENT }, async (span) => {
    if (!span.isRecording()) return await work();
    span.setAttributes(chatAttributes(call, plan));
    if (content) span.setAttribute(attributes.inputMessages, inputMessages(call.inputs));
    return await work();
  });
}

function chatAttributes(call: ClaimedModelCall, { model, request }: ModelCallPlan) {
  const { version } = call;
  const maxTokens = request.completionArgs?.maxTokens;
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

/** Reports the time from the request to the first chunk of its answer. */
export function reportFirstChunk(afterMs: number): void {
  trace.getActiveSpan()?.setAttribute(attributes.timeToFirstChunk, afterMs / 1_000);
}

/** Reports a complete answer. `adopted`: an earlier attempt had lost it. `content`: the span includes the answer. */
export function reportAnswer(
  call: ClaimedModelCall,
  plan: ModelCallPlan,
  transcript: Transcript,
  { adopted, content }: { adopted: boolean; content: boolean },
): void {
  const { usage, model } = transcript;
  // The attempt that requested an adopted answer may have measured it already; its usage here is an estimate.
  if (usage) setUsage(usage);
  if (usage && !adopted) measureUsage(plan.model, model, usage);
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

/** Reports the usage of a complete answer that could not be read: it was billed nevertheless. */
export function reportRefusedUsage(plan: ModelCallPlan, usage: Usage | null): void {
  if (!usage) return;
  setUsage(usage);
  measureUsage(plan.model, null, usage);
}

function setUsage({ inputTokens, outputTokens }: Usage): void {
  trace.getActiveSpan()?.setAttributes({
    ...(inputTokens !== null && { [attributes.inputTokens]: inputTokens }),
    ...(outputTokens !== null && { [attributes.outputTokens]: outputTokens }),
  });
}

/** Reports the failure code of an attempt. */
export function reportFault(code: string): void {
  const span = trace.getActiveSpan();
  if (span) failed(span, code);
}

/** Derived from the answer, since the provider does not report it. */
function finishReason(call: ClaimedModelCall, transcript: Transcript): string {
  if (isCutByBudget(call, transcript.usage?.outputTokens ?? 0)) return "length";
  return transcript.entries().some((e) => e.kind === "tool") ? "tool_call" : "stop";
}
