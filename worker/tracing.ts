import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, type SpanProcessor } from "@opentelemetry/sdk-trace-base";
import { NodeSDK } from "@opentelemetry/sdk-node";
import { OpenTelemetryPlugin } from "@temporalio/interceptors-opentelemetry-v2";

/** Tracing of this process. */
export interface Tracing {
  /** Carries trace context through Temporal; in place from the first, since adding it later breaks open histories. */
  plugin: OpenTelemetryPlugin;
  close(): Promise<void>;
}

/** Sets tracing up; without an endpoint spans go nowhere. */
export function startTracing(endpoint: string | undefined): Tracing {
  const resource = resourceFromAttributes({ "service.name": "tramontane-worker" });
  const spanProcessor = endpoint ? new BatchSpanProcessor(new OTLPTraceExporter()) : nowhere;
  const sdk = endpoint ? new NodeSDK({ resource, spanProcessors: [spanProcessor] }) : null;
  sdk?.start();
  return {
    plugin: new OpenTelemetryPlugin({ resource, spanProcessor }),
    close: async () => await sdk?.shutdown(),
  };
}

const nowhere: SpanProcessor = {
  onStart() {},
  onEnd() {},
  forceFlush: () => Promise.resolve(),
  shutdown: () => Promise.resolve(),
};
