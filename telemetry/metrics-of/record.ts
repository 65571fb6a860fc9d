import type { MetricSpec } from "../metric-spec.ts";
import { long, patient } from "./buckets.ts";

const recorded = ["worker", "api"] as const;

/** Metrics of outcomes, reported by the process that committed them. */
export const recordMetrics = {
  "tramontane.turns": {
    kind: "counter",
    unit: "{turn}",
    meaning: "Turns that ended; `code` is the failure's, else `none`.",
    attributes: ["tenant", "agent", "status", "code"],
    from: recorded,
  },
  "tramontane.turn.duration": {
    kind: "histogram",
    unit: "s",
    meaning: "From the start of a turn to its end, including waits for approvals.",
    attributes: ["tenant", "agent", "status"],
    from: recorded,
    buckets: long,
  },
  "tramontane.turn.wait": {
    kind: "histogram",
    unit: "s",
    meaning: "From the acceptance of a message to the start of its turn.",
    attributes: ["tenant", "agent"],
    from: recorded,
    buckets: long,
  },
  "tramontane.model_call.duration": {
    kind: "histogram",
    unit: "s",
    meaning: "A model call from its first attempt to its end, including waits between attempts.",
    attributes: ["tenant", "agent", "model", "status", "code"],
    from: recorded,
    buckets: long,
  },
  "tramontane.tool_call.duration": {
    kind: "histogram",
    unit: "s",
    meaning: "A tool call from its first attempt to its end, including waits between attempts.",
    attributes: ["tenant", "server", "tool", "status", "code"],
    from: recorded,
    buckets: long,
  },
  "tramontane.retries": {
    kind: "counter",
    unit: "{retry}",
    meaning:
      "Attempts that failed and are followed by another, by failure code; `target` is the model or the MCP server.",
    attributes: ["tenant", "kind", "target", "code"],
    from: ["worker"],
  },
  "tramontane.tokens": {
    kind: "counter",
    unit: "{token}",
    meaning: "Tokens of ended model calls; `estimated` if the provider did not report them.",
    attributes: ["tenant", "agent", "model", "direction", "estimated"],
    from: recorded,
  },
  "tramontane.cost": {
    kind: "counter",
    unit: "{USD}",
    meaning: "Cost of ended model calls in USD, at the price on the day of the call.",
    attributes: ["tenant", "agent", "model"],
    from: recorded,
  },
  "tramontane.calls.unpriced": {
    kind: "counter",
    unit: "{call}",
    meaning: "Ended model calls whose model has no known price; the cost does not include them.",
    attributes: ["tenant", "agent", "model"],
    from: recorded,
  },
  "tramontane.approvals": {
    kind: "counter",
    unit: "{approval}",
    meaning: "Approvals: `PENDING` when requested, then the verdict.",
    attributes: ["tenant", "verdict"],
    from: recorded,
  },
  "tramontane.approval.wait": {
    kind: "histogram",
    unit: "s",
    meaning: "From the request for an approval to its verdict.",
    attributes: ["tenant", "verdict"],
    from: recorded,
    buckets: patient,
  },
  "tramontane.research.duration": {
    kind: "histogram",
    unit: "s",
    meaning: "A research run from its start to its end.",
    attributes: ["tenant", "status"],
    from: recorded,
    buckets: patient,
  },
  "tramontane.research.phase.duration": {
    kind: "histogram",
    unit: "s",
    meaning: "A phase of a research run from its start to its end.",
    attributes: ["tenant", "phase", "status"],
    from: recorded,
    buckets: long,
  },
} as const satisfies Record<string, MetricSpec>;
