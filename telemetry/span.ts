import {
  type Attributes,
  type Context,
  context,
  type Link,
  ROOT_CONTEXT,
  type Span,
  type SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Tracer,
} from "@opentelemetry/api";
import { attributes, genAiConventions } from "./attributes.ts";

/** A span of anyone's, told by its ids. */
export interface SpanRef {
  traceId: string;
  spanId: string;
  sampled: boolean;
}

/** How a span begins. `parent`: what is active where it is left out; null makes it a root. */
export interface SpanStart {
  kind?: SpanKind;
  attributes?: Attributes;
  links?: Link[];
  parent?: Context | null;
  startTime?: Date;
}

/** Our tracer. Without a provider in the process its spans record nothing and cost next to nothing. */
export function tracer(): Tracer {
  const { schemaUrl } = genAiConventions;
  return trace.getTracerProvider().getTracer("tramontane", undefined, { schemaUrl });
}

/**
 * Runs `work` in a span, which ends with it. An error is thrown on and leaves its name as `error.type`, never its
 * message, which may hold content.
 */
export async function inSpan<T>(
  name: string,
  { parent, ...start }: SpanStart,
  work: (span: Span) => Promise<T>,
): Promise<T> {
  const within = parent === null ? ROOT_CONTEXT : parent ?? context.active();
  return await tracer().startActiveSpan(name, start, within, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      failed(span, error instanceof Error ? error.name : "unknown");
      throw error;
    } finally {
      span.end();
    }
  });
}

/** True for a span that will be exported. Deno's `isRecording` is true for those that its sampler left out, too. */
export function isExported(span: Span | undefined): span is Span {
  if (!span?.isRecording()) return false;
  return (span.spanContext().traceFlags & TraceFlags.SAMPLED) !== 0;
}

/** Marks a span as failed. `type` is one of few words, such as a failure code. */
export function failed(span: Span, type: string): void {
  span.setAttribute(attributes.errorType, type);
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** A context in which `ref` is the span that new ones lie under. */
export function contextOf(ref: SpanRef): Context {
  return trace.setSpanContext(ROOT_CONTEXT, spanContextOf(ref));
}

/** A link to `ref`, with the word for what it is. */
export function linkTo(ref: SpanRef, kind: string): Link {
  return { context: spanContextOf(ref), attributes: { [attributes.link]: kind } };
}

/** `ref` as OpenTelemetry has it. */
export function spanContextOf({ traceId, spanId, sampled }: SpanRef) {
  const traceFlags = sampled ? TraceFlags.SAMPLED : TraceFlags.NONE;
  return { traceId, spanId, traceFlags, isRemote: true };
}

/**
 * Runs `work` where nothing is recorded: spans that a runtime makes by itself, with addresses that must not be told,
 * come to nothing. Needs a sampler that heeds its parent.
 */
export function withoutTracing<T>(work: () => T): T {
  return context.with(
    contextOf({ traceId: "f".repeat(32), spanId: "f".repeat(16), sampled: false }),
    work,
  );
}
