import type { MetricSpec } from "../metric-spec.ts";

/** Buckets of the GenAI conventions for durations, s. */
const durations = [
  ...[0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92],
] as const;
/** Buckets of the GenAI conventions for tokens: powers of four. */
const tokens = Array.from({ length: 14 }, (_, n) => 4 ** n);
/** Buckets of the MCP conventions, s. */
const mcpDurations = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300] as const;

const ofModel = ["gen_ai.operation.name", "gen_ai.provider.name", "gen_ai.request.model"] as const;

/** Metrics under the names of the GenAI and MCP conventions, so that ready-made dashboards find them. */
export const genAiMetrics = {
  "gen_ai.client.operation.duration": {
    kind: "histogram",
    unit: "s",
    meaning: "One request to a model, until the end of its answer or its failure.",
    attributes: ofModel,
    optional: ["gen_ai.response.model", "error.type"],
    from: ["worker"],
    buckets: durations,
  },
  "gen_ai.client.operation.time_to_first_chunk": {
    kind: "histogram",
    unit: "s",
    meaning: "From sending a request to a model to the first chunk of its answer.",
    attributes: ofModel,
    from: ["worker"],
    buckets: durations,
  },
  "gen_ai.client.token.usage": {
    kind: "histogram",
    unit: "{token}",
    meaning:
      "Tokens of one request to a model, as the provider reports them, by `gen_ai.token.type`.",
    attributes: [...ofModel, "gen_ai.token.type"],
    optional: ["gen_ai.response.model"],
    from: ["worker"],
    buckets: tokens,
  },
  "mcp.client.operation.duration": {
    kind: "histogram",
    unit: "s",
    meaning:
      "One tool call at an MCP server, measured by the worker; `tool_error` is the tool's own failure.",
    attributes: ["mcp.method.name", "gen_ai.operation.name", "gen_ai.tool.name"],
    optional: ["error.type"],
    from: ["worker"],
    buckets: mcpDurations,
  },
  "mcp.server.operation.duration": {
    kind: "histogram",
    unit: "s",
    meaning: "One tool call at the built-in MCP process, under the name of the conventions.",
    attributes: ["mcp.method.name", "gen_ai.operation.name", "gen_ai.tool.name"],
    optional: ["error.type"],
    from: ["mcp"],
    buckets: mcpDurations,
  },
} as const satisfies Record<string, MetricSpec>;
