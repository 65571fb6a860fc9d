/** What an instrument does: `counter` only rises, `gauge` tells how it stands now, `histogram` keeps a distribution. */
export type MetricKind = "counter" | "gauge" | "histogram";
/** A process that emits a metric. */
export type MetricSource = "api" | "worker" | "mcp";

/** One metric: all there is to know of it. */
export interface MetricSpec {
  kind: MetricKind;
  /** UCUM; words in braces count things. */
  unit: string;
  /** What it tells, in one sentence. */
  meaning: string;
  /** Attribute keys. Values come from small sets (tenants, agents, models, codes), never ids of conversations. */
  attributes: readonly string[];
  /** Attributes that a value may lack, as conventions have it of `error.type`. */
  optional?: readonly string[];
  from: readonly MetricSource[];
  /** Upper bounds of a histogram's buckets, in its unit. */
  buckets?: readonly number[];
}
