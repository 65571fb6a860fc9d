import {
  type Attributes,
  type Counter,
  type Gauge,
  type Histogram,
  type Meter,
  metrics,
} from "@opentelemetry/api";
import type { MetricSpec } from "./metric-spec.ts";
import { type AttributesOf, type MetricName, type MetricsOf, metricTable } from "./metric-table.ts";

/** The meters of all exporters. If it is empty, recording costs one comparison. */
let meters: readonly Meter[] = [];
const instruments = new Map<MetricName, Recorder>();
const watched = new Map<MetricName, () => Reading[]>();

/** Records one value of a metric at every meter. */
type Recorder = (value: number, attributes: Attributes) => void;
/** One value of a gauge. */
export type Reading = readonly [value: number, attributes: Attributes];

/**
 * Sends everything that is recorded from now on to these meters, one for each exporter. Without a call nothing is
 * recorded.
 */
export function useMeters(given: readonly Meter[]): void {
  meters = given;
  instruments.clear();
  for (const [name, read] of watched) attach(name, read);
}

/** The meter of the global provider, for `useMeters` if one is registered. */
export function globalMeter(): Meter {
  return metrics.getMeter("tramontane");
}

/** True if anything is measured: otherwise work that serves only metrics can be skipped. */
export function isMeasured(): boolean {
  return meters.length > 0;
}

/** Adds to a counter. */
export function count<N extends MetricsOf<"counter">>(
  name: N,
  attributes: AttributesOf<N>,
  by = 1,
): void {
  if (meters.length > 0) recorder(name)(by, attributes);
}

/** Records one value of a histogram, in its unit. */
export function record<N extends MetricsOf<"histogram">>(
  name: N,
  value: number,
  attributes: AttributesOf<N>,
): void {
  if (meters.length > 0) recorder(name)(value, attributes);
}

/** Records the time since `since`, a value of `performance.now()`. */
export function recordSince<N extends MetricsOf<"histogram">>(
  name: N,
  since: number,
  attributes: AttributesOf<N>,
): void {
  record(name, (performance.now() - since) / 1_000, attributes);
}

/** Registers the function that a gauge calls when metrics are collected. It must be fast and must not throw. */
export function watch<N extends MetricsOf<"gauge">>(
  name: N,
  read: () => (readonly [number, AttributesOf<N>])[],
): void {
  watched.set(name, read);
  attach(name, read);
}

/** A metric of a library, under its own name. */
export interface ForeignMetric {
  name: string;
  kind: MetricSpec["kind"];
  unit: string;
  meaning: string;
  buckets?: readonly number[];
}

const foreign = new WeakMap<ForeignMetric, Recorder>();

/** Records a value of a library's metric; `metric` must be the same object in every call. */
export function recordForeign(metric: ForeignMetric, value: number, attributes: Attributes): void {
  const known = foreign.get(metric) ??
    toEvery(metric.name, { attributes: [], from: [], ...metric });
  foreign.set(metric, known);
  known(value, attributes);
}

function attach(name: MetricName, read: () => Reading[]): void {
  const { meaning: description, unit } = metricTable[name];
  for (const meter of meters) {
    meter.createObservableGauge(name, { description, unit }).addCallback((result) => {
      for (const [value, attributes] of read()) result.observe(value, attributes);
    });
  }
}

function recorder(name: MetricName): Recorder {
  const known = instruments.get(name);
  if (known) return known;
  const created = toEvery(name, metricTable[name]);
  instruments.set(name, created);
  return created;
}

function toEvery(name: string, spec: MetricSpec): Recorder {
  const created = meters.map((meter) => instrument(meter, name, spec));
  return (value, attributes) => created.forEach((one) => one(value, attributes));
}

function instrument(meter: Meter, name: string, spec: MetricSpec): Recorder {
  const { kind, unit, meaning: description, buckets } = spec;
  if (kind === "counter") {
    const counter: Counter = meter.createCounter(name, { unit, description });
    return (value, attributes) => counter.add(value, attributes);
  }
  if (kind === "gauge") {
    const gauge: Gauge = meter.createGauge(name, { unit, description });
    return (value, attributes) => gauge.record(value, attributes);
  }
  const advice = { explicitBucketBoundaries: [...(buckets ?? [])] };
  const histogram: Histogram = meter.createHistogram(name, { unit, description, advice });
  return (value, attributes) => histogram.record(value, attributes);
}
