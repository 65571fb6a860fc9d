import { PrometheusSerializer } from "@opentelemetry/exporter-prometheus";
import { emptyResource } from "@opentelemetry/resources";
import {
  DataPointType,
  MeterProvider,
  type MetricData,
  MetricReader,
} from "@opentelemetry/sdk-metrics";
import { prometheusName } from "../prometheus-name.ts";

/** Keeps metrics in memory until they are scraped. */
export class PullReader extends MetricReader {
  protected override onForceFlush(): Promise<void> {
    return Promise.resolve();
  }
  protected override onShutdown(): Promise<void> {
    return Promise.resolve();
  }

  /** All metrics in Prometheus' text format 0.0.4. Throws if an instrument cannot be read. */
  async text(): Promise<string> {
    const { resourceMetrics, errors } = await this.collect({ timeoutMillis: 5_000 });
    if (errors.length > 0) throw new AggregateError(errors, "metrics could not be collected");
    const scopeMetrics = resourceMetrics.scopeMetrics.map(({ scope, metrics }) => ({
      scope,
      metrics: metrics.map(renamed),
    }));
    // Without target_info and scopes: Prometheus knows which process it scrapes.
    const serializer = new PrometheusSerializer(undefined, false, undefined, true, true);
    return serializer.serialize({ ...resourceMetrics, scopeMetrics });
  }
}

/** A provider that serves only `reader`. */
export function pullProvider(reader: PullReader): MeterProvider {
  return new MeterProvider({ readers: [reader], resource: emptyResource() });
}

/** The serializer omits units in names, which a collector adds. */
function renamed<D extends MetricData>(data: D): D {
  const { name, unit } = data.descriptor;
  const kind = data.dataPointType === DataPointType.SUM && data.isMonotonic ? "counter" : "gauge";
  return {
    ...data,
    descriptor: { ...data.descriptor, name: prometheusName(name, { kind, unit }) },
  };
}
