import { metrics } from "@opentelemetry/api";

/** What is counted. Without a meter provider in the process, counting costs nothing and goes nowhere. */
const meter = metrics.getMeter("tramontane");

/**
 * `tramontane.model_calls.possibly_paid_twice`: model calls sent again though the first may have been billed, since
 * its answer was lost before it named itself. Attribute `model`.
 */
export const possiblyPaidTwice = meter.createCounter("tramontane.model_calls.possibly_paid_twice", {
  unit: "{call}",
  description: "Model calls sent again though the first may have been billed",
});
