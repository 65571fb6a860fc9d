import type { MetricSpec } from "../metric-spec.ts";
import { short } from "./buckets.ts";

/** What the MCP process sees. */
export const mcpMetrics = {
  "tramontane.mcp.tool.duration": {
    kind: "histogram",
    unit: "s",
    meaning: "A tool call as our MCP process answers it.",
    attributes: ["tool", "outcome"],
    from: ["mcp"],
    buckets: short,
  },
  "tramontane.market.readings": {
    kind: "counter",
    unit: "{reading}",
    meaning: "Readings of market data: `hit` came from memory, `miss` from Yahoo.",
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
