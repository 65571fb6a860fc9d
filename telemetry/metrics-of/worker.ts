import type { MetricSpec } from "../metric-spec.ts";
import { long, short } from "./buckets.ts";

/** What a worker sees beside the record. */
export const workerMetrics = {
  "tramontane.model_calls.possibly_paid_twice": {
    kind: "counter",
    unit: "{call}",
    meaning:
      "Model calls sent again though the first may have been billed: its answer was lost before it named itself.",
    attributes: ["model"],
    from: ["worker"],
  },
  "tramontane.model.unknown_skipped": {
    kind: "counter",
    unit: "{item}",
    meaning:
      "Events of the provider's streams, and chunks of its messages, that were skipped because this version does not know their type. At most 50 types are named, further ones are `other`.",
    attributes: ["what", "type"],
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
  "tramontane.draft.write.duration": {
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
  "tramontane.turns.oldest.age": {
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
  "tramontane.worker.task.runs": {
    kind: "counter",
    unit: "{run}",
    meaning: "Runs of this worker's periodic tasks, `succeeded` or `failed`.",
    attributes: ["task", "outcome"],
    from: ["worker"],
  },
  "tramontane.sweeper.wakes": {
    kind: "counter",
    unit: "{wake}",
    meaning: "What the sweeper found forgotten and rang again: a doorbell or a workflow was lost.",
    attributes: ["kind"],
    from: ["worker"],
  },
} as const satisfies Record<string, MetricSpec>;
