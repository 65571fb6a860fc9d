import type { MetricSpec } from "../metric-spec.ts";
import { short } from "./buckets.ts";

/** Metrics of the MCP process. */
export const mcpMetrics = {
  "tramontane.mcp.tool.duration": {
    kind: "histogram",
    unit: "s",
    meaning: "A tool call at the built-in MCP process.",
    attributes: ["tool", "outcome"],
    from: ["mcp"],
    buckets: short,
  },
  "tramontane.market.readings": {
    kind: "counter",
    unit: "{reading}",
    meaning: "Reads of market data: `hit` from the cache, `miss` from Yahoo.",
    attributes: ["kind", "cache"],
    from: ["mcp"],
  },
  "tramontane.market.attempt.duration": {
    kind: "histogram",
    unit: "s",
    meaning: "One request to Yahoo; `outcome` is `ok` or the fault.",
    attributes: ["kind", "outcome"],
    from: ["mcp"],
    buckets: short,
  },
} as const satisfies Record<string, MetricSpec>;
