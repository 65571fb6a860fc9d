import { type Resource, resourceFromAttributes } from "@opentelemetry/resources";
import type { SpanProcessor } from "@opentelemetry/sdk-trace-base";
import { OpenTelemetryPlugin } from "@temporalio/interceptors-opentelemetry-v2";

/** Tracing of this process. */
export interface Tracing {
  /** Carries trace context through Temporal; in place from the first, since adding it later breaks open histories. */
  plugin: OpenTelemetryPlugin;
  close(): Promise<void>;
}

/** Sets tracing up; without an endpoint spans go nowhere. */
export async function startTracing(endpoint: string | undefined): Promise<Tracing> {
  const resource = resourceFromAttributes({ "service.name": "tramontane-worker" });
  const { spanProcessor, close } = endpoint ? await startExport(resource) : nowhere;
  return { plugin: new OpenTelemetryPlugin({ resource, spanProcessor }), close };
}

/** Loaded only when wanted: these packages are an eighth of the worker's start. */
async function startExport(resource: Resource) {
  const [{ OTLPTraceExporter }, { BatchSpanProcessor }, { NodeSDK }] = await Promise.all([
    import("@opentelemetry/exporter-trace-otlp-proto"),
    import("@opentelemetry/sdk-trace-base"),
    import("@opentelemetry/sdk-node"),
  ]);
  const spanProcessor = new BatchSpanProcessor(new OTLPTraceExporter());
  const sdk = new NodeSDK({ resource, spanProcessors: [spanProcessor] });
  sdk.start();
  return { spanProcessor, close: () => sdk.shutdown() };
}

const nothing = () => Promise.resolve();
const nowhere: { spanProcessor: SpanProcessor; close(): Promise<void> } = {
  spanProcessor: { onStart() {}, onEnd() {}, forceFlush: nothing, shutdown: nothing },
  close: nothing,
};
