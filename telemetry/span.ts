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

/** A reference to any span. */
export interface SpanRef {
  traceId: string;
  spanId: string;
  sampled: boolean;
}

/** Options of a new span. `parent`: the active span by default; null makes it a root. */
export interface SpanStart {
  kind?: SpanKind;
  attributes?: Attributes;
  links?: Link[];
  parent?: Context | null;
  startTime?: Date;
}

/** The tracer. Without a provider in the process its spans record nothing and cost almost nothing. */
export function tracer(): Tracer {
  const { schemaUrl } = genAiConventions;
  return trace.getTracerProvider().getTracer("tramontane", undefined, { schemaUrl });
}

/**
 * Runs `work` in a span. An error is thrown on and sets `error.type` to its name; its message may contain content and
 * is not exported.
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

/** True for a span that will be exported. Deno's `isRecording` is also true for spans that were not sampled. */
export function isExported(span: Span | undefined): span is Span {
  if (!span?.isRecording()) return false;
  return (span.spanContext().traceFlags & TraceFlags.SAMPLED) !== 0;
}

/** Marks a span as failed. `type` is from a small set, such as the failure codes. */
export function failed(span: Span, type: string): void {
  span.setAttribute(attributes.errorType, type);
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** A context in which `ref` is the parent of new spans. */
export function contextOf(ref: SpanRef): Context {
  return trace.setSpanContext(ROOT_CONTEXT, spanContextOf(ref));
}

/** A link to `ref`; `kind` is one of `linkKinds`. */
export function linkTo(ref: SpanRef, kind: string): Link {
  return { context: spanContextOf(ref), attributes: { [attributes.link]: kind } };
}

/** `ref` as OpenTelemetry's span context. */
export function spanContextOf({ traceId, spanId, sampled }: SpanRef) {
  const traceFlags = sampled ? TraceFlags.SAMPLED : TraceFlags.NONE;
  return { traceId, spanId, traceFlags, isRemote: true };
}

/**
 * Runs `work` without recording spans, such as those that a runtime creates by itself with URLs that must not be
 * exported. Needs a sampler that follows the parent's decision.
 */
export function withoutTracing<T>(work: () => T): T {
  return context.with(
    contextOf({ traceId: "f".repeat(32), spanId: "f".repeat(16), sampled: false }),
    work,
  );
}
