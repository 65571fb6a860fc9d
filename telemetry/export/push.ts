import { OTLPMetricExporter as JsonExporter } from "@opentelemetry/exporter-metrics-otlp-http";
import { OTLPMetricExporter as ProtoExporter } from "@opentelemetry/exporter-metrics-otlp-proto";
import { MeterProvider, PeriodicExportingMetricReader } from "@opentelemetry/sdk-metrics";
import type { PullReader } from "./pull.ts";
import { resourceOf } from "./resource.ts";

/** A provider that pushes to the collector of `OTEL_EXPORTER_OTLP_*`, and serves `pull` too. For Node. */
export function pushProvider(
  service: Record<string, string>,
  { json, everyMs, pull }: { json: boolean; everyMs: number; pull: PullReader | null },
): MeterProvider {
  const exporter = json ? new JsonExporter() : new ProtoExporter();
  const push = new PeriodicExportingMetricReader({
    exporter,
    exportIntervalMillis: everyMs,
    exportTimeoutMillis: Math.min(everyMs, 10_000),
  });
  return new MeterProvider({
    resource: resourceOf(service),
    readers: pull ? [push, pull] : [push],
  });
}
