/** Kinds of instruments: `counter` only rises, `gauge` is a current value, `histogram` is a distribution. */
export type MetricKind = "counter" | "gauge" | "histogram";
/** A process that reports a metric. */
export type MetricSource = "api" | "worker" | "mcp";

/** The definition of a metric. */
export interface MetricSpec {
  kind: MetricKind;
  /** UCUM; a word in braces is the thing that is counted. */
  unit: string;
  /** Its meaning in one sentence. */
  meaning: string;
  /** Attribute keys. Values are from small sets (tenants, agents, models, codes), never ids of conversations. */
  attributes: readonly string[];
  /** Attributes that a value may lack, such as `error.type` in the conventions. */
  optional?: readonly string[];
  from: readonly MetricSource[];
  /** Upper bounds of a histogram's buckets, in its unit. */
  buckets?: readonly number[];
}
