import { PrometheusSerializer } from "@opentelemetry/exporter-prometheus";
import { emptyResource } from "@opentelemetry/resources";
import {
  DataPointType,
  MeterProvider,
  type MetricData,
  MetricReader,
} from "@opentelemetry/sdk-metrics";
import { prometheusName } from "../prometheus-name.ts";

/** Metrics that are kept here until somebody asks. */
export class PullReader extends MetricReader {
  protected override onForceFlush(): Promise<void> {
    return Promise.resolve();
  }
  protected override onShutdown(): Promise<void> {
    return Promise.resolve();
  }

  /** All metrics as Prometheus' text, version 0.0.4. Throws where an instrument cannot be read. */
  async text(): Promise<string> {
    const { resourceMetrics, errors } = await this.collect({ timeoutMillis: 5_000 });
    if (errors.length > 0) throw new AggregateError(errors, "metrics could not be collected");
    const scopeMetrics = resourceMetrics.scopeMetrics.map(({ scope, metrics }) => ({
      scope,
      metrics: metrics.map(renamed),
    }));
    // Neither target_info nor a scope on each line: who was asked is known to who asks.
    const serializer = new PrometheusSerializer(undefined, false, undefined, true, true);
    return serializer.serialize({ ...resourceMetrics, scopeMetrics });
  }
}

/** A provider that only answers to `reader`. */
export function pullProvider(reader: PullReader): MeterProvider {
  return new MeterProvider({ readers: [reader], resource: emptyResource() });
}

/** The serializer leaves units out of names, which a collector puts in. */
function renamed<D extends MetricData>(data: D): D {
  const { name, unit } = data.descriptor;
  const kind = data.dataPointType === DataPointType.SUM && data.isMonotonic ? "counter" : "gauge";
  return {
    ...data,
    descriptor: { ...data.descriptor, name: prometheusName(name, { kind, unit }) },
  };
}
