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

/** Where metrics go. Empty: nowhere, and recording costs a comparison. */
let meters: readonly Meter[] = [];
const instruments = new Map<MetricName, Recorder>();
const watched = new Map<MetricName, () => Reading[]>();

/** Takes one value of a metric, at every meter. */
type Recorder = (value: number, attributes: Attributes) => void;
/** One value of a gauge. */
export type Reading = readonly [value: number, attributes: Attributes];

/**
 * Has everything that is recorded from now on go to these meters: one for each way out. Without a call the global
 * provider is asked once, which is Deno's own where `OTEL_DENO` is set, and nothing otherwise.
 */
export function useMeters(given: readonly Meter[]): void {
  meters = given;
  instruments.clear();
  for (const [name, read] of watched) attach(name, read);
}

/** The meter of the global provider, to be given to `useMeters` where one is registered. */
export function globalMeter(): Meter {
  return metrics.getMeter("tramontane");
}

/** True when anything is measured: work that is done for metrics alone can be left out. */
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

/** Records how long something took that began at `since`, of `performance.now()`. */
export function recordSince<N extends MetricsOf<"histogram">>(
  name: N,
  since: number,
  attributes: AttributesOf<N>,
): void {
  record(name, (performance.now() - since) / 1_000, attributes);
}

/** Has a gauge read whenever metrics are collected. `read` must be quick, and throws nothing. */
export function watch<N extends MetricsOf<"gauge">>(
  name: N,
  read: () => (readonly [number, AttributesOf<N>])[],
): void {
  watched.set(name, read);
  attach(name, read);
}

/** A metric of a library of ours, under its own name. */
export interface ForeignMetric {
  name: string;
  kind: MetricSpec["kind"];
  unit: string;
  meaning: string;
  buckets?: readonly number[];
}

const foreign = new WeakMap<ForeignMetric, Recorder>();

/** Records a value of a library's metric; `metric` is the same object each time. */
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
  const made = toEvery(name, metricTable[name]);
  instruments.set(name, made);
  return made;
}

function toEvery(name: string, spec: MetricSpec): Recorder {
  const made = meters.map((meter) => instrument(meter, name, spec));
  return (value, attributes) => made.forEach((one) => one(value, attributes));
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
