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
  from: readonly MetricSource[];
  /** Upper bounds of a histogram's buckets, in its unit. */
  buckets?: readonly number[];
}

/** From instants of a commit to a long turn, s. */
const long = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 900] as const;
/** Of what should take milliseconds, s. */
const short = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;
/** Human answers and whole runs, s. */
const patient = [1, 5, 15, 60, 300, 900, 3600, 14400, 86400] as const;

const recorded = ["worker", "api"] as const;

/** Every metric of ours, by its OpenTelemetry name. `docs/observability.md` shows this table. */
export const metricTable = {
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
    meaning: "From a turn's begin to its end, waits for humans included.",
    attributes: ["tenant", "agent", "status"],
    from: recorded,
    buckets: long,
  },
  "tramontane.turn.wait": {
    kind: "histogram",
    unit: "s",
    meaning: "From an accepted message to the begin of its turn.",
    attributes: ["tenant", "agent"],
    from: recorded,
    buckets: long,
  },
  "tramontane.model_call.duration": {
    kind: "histogram",
    unit: "s",
    meaning: "A model call from its first attempt to its end, waits between attempts included.",
    attributes: ["tenant", "agent", "model", "status", "code"],
    from: recorded,
    buckets: long,
  },
  "tramontane.tool_call.duration": {
    kind: "histogram",
    unit: "s",
    meaning: "A tool call from its first attempt to its end, waits between attempts included.",
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
    meaning:
      "Tokens that ended model calls were charged; `estimated` where the provider did not tell.",
    attributes: ["tenant", "agent", "model", "direction", "estimated"],
    from: recorded,
  },
  "tramontane.cost": {
    kind: "counter",
    unit: "{USD}",
    meaning: "Cost of ended model calls in USD, at the price valid when each was made.",
    attributes: ["tenant", "agent", "model"],
    from: recorded,
  },
  "tramontane.calls.unpriced": {
    kind: "counter",
    unit: "{call}",
    meaning: "Ended model calls whose model has no known price: they are missing in the cost.",
    attributes: ["tenant", "agent", "model"],
    from: recorded,
  },
  "tramontane.approvals": {
    kind: "counter",
    unit: "{approval}",
    meaning: "Questions to humans: `PENDING` when asked, then the verdict.",
    attributes: ["tenant", "verdict"],
    from: recorded,
  },
  "tramontane.approval.wait": {
    kind: "histogram",
    unit: "s",
    meaning: "From a question to its verdict.",
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
    meaning: "A phase of a research run from its begin to its end.",
    attributes: ["tenant", "phase", "status"],
    from: recorded,
    buckets: long,
  },
  "tramontane.model_calls.possibly_paid_twice": {
    kind: "counter",
    unit: "{call}",
    meaning:
      "Model calls sent again though the first may have been billed: its answer was lost before it named itself.",
    attributes: ["model"],
    from: ["worker"],
  },
  "tramontane.model_call.first_token": {
    kind: "histogram",
    unit: "s",
    meaning: "From sending a request to the first piece of its answer.",
    attributes: ["agent", "model"],
    from: ["worker"],
    buckets: long,
  },
  "tramontane.relay.duration": {
    kind: "histogram",
    unit: "s",
    meaning: "From a piece of an answer that is due to be written to its commit in the log.",
    attributes: ["outcome"],
    from: ["worker"],
    buckets: short,
  },
  "tramontane.log.append.duration": {
    kind: "histogram",
    unit: "s",
    meaning: "One transaction of the write pipeline, tries until its outcome is known included.",
    attributes: [],
    from: ["worker"],
    buckets: short,
  },
  "tramontane.log.append.calls": {
    kind: "histogram",
    unit: "{call}",
    meaning: "Calls whose text went along in one transaction of the write pipeline.",
    attributes: [],
    from: ["worker"],
    buckets: [1, 2, 5, 10, 25, 50, 100, 250, 500],
  },
  "tramontane.model.requests.open": {
    kind: "gauge",
    unit: "{request}",
    meaning: "Requests of this worker that are under way at a model.",
    attributes: ["model"],
    from: ["worker"],
  },
  "tramontane.model.requests.waiting": {
    kind: "gauge",
    unit: "{request}",
    meaning:
      "Requests of this worker that wait for their turn, as `MODEL_CONCURRENCY` are under way.",
    attributes: ["model"],
    from: ["worker"],
  },
  "tramontane.model.circuit.open": {
    kind: "gauge",
    unit: "{circuit}",
    meaning: "1 while this worker leaves a model alone after outages in a row, else 0.",
    attributes: ["model"],
    from: ["worker"],
  },
  "tramontane.turns.open": {
    kind: "gauge",
    unit: "{turn}",
    meaning:
      "Turns that have not ended, of the whole deployment: `QUEUED` is the queue. Every worker tells the same: take the maximum, not the sum.",
    attributes: ["tenant", "status"],
    from: ["worker"],
  },
  "tramontane.turns.oldest": {
    kind: "gauge",
    unit: "s",
    meaning:
      "Age of the oldest turn that is due and has not begun, of the whole deployment; 0 where there is none. Take the maximum.",
    attributes: [],
    from: ["worker"],
  },
  "tramontane.approvals.open": {
    kind: "gauge",
    unit: "{approval}",
    meaning: "Questions that wait for a human, of the whole deployment. Take the maximum.",
    attributes: ["tenant"],
    from: ["worker"],
  },
  "tramontane.research.open": {
    kind: "gauge",
    unit: "{run}",
    meaning: "Research runs under way, of the whole deployment. Take the maximum.",
    attributes: ["tenant"],
    from: ["worker"],
  },
  "tramontane.mcp.connections": {
    kind: "counter",
    unit: "{use}",
    meaning:
      "Uses of an MCP client by this worker: `kept` over a connection that was there, `made` over a new one, `failed` where none came about.",
    attributes: ["server", "result"],
    from: ["worker"],
  },
  "tramontane.sweeper.rings": {
    kind: "counter",
    unit: "{ring}",
    meaning: "What the sweeper found forgotten and rang again: a doorbell or a workflow was lost.",
    attributes: ["kind"],
    from: ["worker"],
  },
  "tramontane.operation.duration": {
    kind: "histogram",
    unit: "s",
    meaning:
      "A GraphQL operation, of a subscription until its first answer can come; `field` is its first root field, `code` that of its first error, else `none`.",
    attributes: ["operation", "field", "code"],
    from: ["api"],
    buckets: short,
  },
  "tramontane.subscriptions.open": {
    kind: "gauge",
    unit: "{subscription}",
    meaning: "Subscriptions open at this API process.",
    attributes: ["transport"],
    from: ["api"],
  },
  "tramontane.sockets.open": {
    kind: "gauge",
    unit: "{socket}",
    meaning: "WebSockets open at this API process.",
    attributes: [],
    from: ["api"],
  },
  "tramontane.sockets.lagging": {
    kind: "counter",
    unit: "{socket}",
    meaning: "WebSockets closed because their reader was too slow.",
    attributes: [],
    from: ["api"],
  },
  "tramontane.log.read.lag": {
    kind: "histogram",
    unit: "s",
    meaning:
      "From the commit of a fact or a piece of text to its arrival at an API process that follows its stream, by two clocks.",
    attributes: ["kind"],
    from: ["api"],
    buckets: short,
  },
  "tramontane.log.read.duration": {
    kind: "histogram",
    unit: "s",
    meaning: "One query for what is new in all streams that changed.",
    attributes: [],
    from: ["api"],
    buckets: short,
  },
  "tramontane.log.streams": {
    kind: "gauge",
    unit: "{stream}",
    meaning: "Streams that this API process follows.",
    attributes: [],
    from: ["api"],
  },
  "tramontane.doorbells": {
    kind: "counter",
    unit: "{ring}",
    meaning:
      "Rings for a workflow after a commit: `rung`, `failed`, or `dropped` as too many wait.",
    attributes: ["result"],
    from: ["api"],
  },
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

/** The name of a metric of ours. */
export type MetricName = keyof typeof metricTable;
/** Names of one kind. */
export type MetricsOf<K extends MetricKind> = {
  [N in MetricName]: (typeof metricTable)[N]["kind"] extends K ? N : never;
}[MetricName];
/** The attributes that a metric is recorded with: all of them, always. */
export type AttributesOf<N extends MetricName> = Record<
  (typeof metricTable)[N]["attributes"][number],
  string
>;

/** Metrics of Temporal's SDK that dashboards and alerts use; it has more, see its own list. Emitted by workers. */
export const temporalMetrics = [
  "temporal_workflow_task_schedule_to_start_latency",
  "temporal_activity_schedule_to_start_latency",
  "temporal_worker_task_slots_available",
  "temporal_sticky_cache_size",
  "temporal_request_failure",
  "temporal_long_request_failure",
  "temporal_activity_execution_failed",
] as const;
