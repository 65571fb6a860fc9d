import { context, propagation, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import {
  detectResources,
  envDetector,
  type Resource,
  resourceFromAttributes,
} from "@opentelemetry/resources";
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  type ReadableSpan,
} from "@opentelemetry/sdk-trace-base";
import { genAiConventions } from "../../telemetry/attributes.ts";
import { spanContextOf } from "../../telemetry/span.ts";
import type { ExportedSpan, Tracing, TracingConfig } from "../telemetry/tracing.ts";

/** Starts the export of spans. Imported only when it is configured: these packages take an eighth of the start-up. */
export async function startExport({ protocol, service }: TracingConfig): Promise<Tracing> {
  // OTEL_RESOURCE_ATTRIBUTES adds attributes; the name of the service cannot be changed by it.
  const detected = detectResources({ detectors: [envDetector] });
  const resource = detected.merge(resourceFromAttributes(service));
  const processor = new BatchSpanProcessor(await exporterFor(protocol));
  const provider = new BasicTracerProvider({ resource, spanProcessors: [processor] });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(provider);
  return {
    exportSpan: (span) => processor.onEnd(readable(span, resource)),
    close: () => provider.shutdown(),
  };
}

async function exporterFor(protocol: TracingConfig["protocol"]) {
  const { OTLPTraceExporter } = protocol === "http/json"
    ? await import("@opentelemetry/exporter-trace-otlp-http")
    : await import("@opentelemetry/exporter-trace-otlp-proto");
  return new OTLPTraceExporter();
}

const scope = { name: "tramontane", schemaUrl: genAiConventions.schemaUrl };

function readable(span: ExportedSpan, resource: Resource): ReadableSpan {
  const { traceId, sampled, parentId, name, attributes, links = [], error } = span;
  const [startTime, endTime] = [hrTime(span.startMs), hrTime(Math.max(span.startMs, span.endMs))];
  return {
    ...{ name, attributes, links, resource, startTime, endTime },
    kind: span.kind ?? SpanKind.INTERNAL,
    spanContext: () => spanContextOf(span),
    parentSpanContext: spanContextOf({ traceId, spanId: parentId, sampled }),
    status: { code: error ? SpanStatusCode.ERROR : SpanStatusCode.UNSET },
    duration: hrTime(Math.max(0, span.endMs - span.startMs)),
    events: [],
    ended: true,
    instrumentationScope: scope,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}

/** Seconds and nanoseconds of a time in ms. */
function hrTime(ms: number): [number, number] {
  const seconds = Math.floor(ms / 1_000);
  return [seconds, Math.round((ms - seconds * 1_000) * 1e6)];
}
