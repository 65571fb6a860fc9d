import type { MetricSpec } from "../metric-spec.ts";
import { long, short } from "./buckets.ts";

/** Metrics of a worker. */
export const workerMetrics = {
  "tramontane.model_calls.possibly_paid_twice": {
    kind: "counter",
    unit: "{call}",
    meaning:
      "Model calls that were sent again although the first request may have been billed: its answer was lost before it contained an id.",
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
    meaning: "From sending a request to the first chunk of its answer.",
    attributes: ["agent", "model"],
    from: ["worker"],
    buckets: long,
  },
  "tramontane.draft.write.duration": {
    kind: "histogram",
    unit: "s",
    meaning:
      "From the moment at which a piece of an answer is due to be written to its commit in the log.",
    attributes: ["outcome"],
    from: ["worker"],
    buckets: short,
  },
  "tramontane.log.append.duration": {
    kind: "histogram",
    unit: "s",
    meaning: "One transaction of the write pipeline, including retries until its outcome is known.",
    attributes: [],
    from: ["worker"],
    buckets: short,
  },
  "tramontane.log.append.calls": {
    kind: "histogram",
    unit: "{call}",
    meaning: "Calls whose text was written in one transaction of the write pipeline.",
    attributes: [],
    from: ["worker"],
    buckets: [1, 2, 5, 10, 25, 50, 100, 250, 500],
  },
  "tramontane.model.requests.open": {
    kind: "gauge",
    unit: "{request}",
    meaning: "Requests of this worker in progress at a model.",
    attributes: ["model"],
    from: ["worker"],
  },
  "tramontane.model.requests.waiting": {
    kind: "gauge",
    unit: "{request}",
    meaning: "Requests of this worker that wait because `MODEL_CONCURRENCY` are in progress.",
    attributes: ["model"],
    from: ["worker"],
  },
  "tramontane.model.circuit.open": {
    kind: "gauge",
    unit: "{circuit}",
    meaning:
      "1 while the circuit of a model is open in this worker after outages in a row, else 0.",
    attributes: ["model"],
    from: ["worker"],
  },
  "tramontane.turns.open": {
    kind: "gauge",
    unit: "{turn}",
    meaning:
      "Turns of the whole deployment that have not ended; `QUEUED` is the queue. Every worker reports the same: use the maximum, not the sum.",
    attributes: ["tenant", "status"],
    from: ["worker"],
  },
  "tramontane.turns.oldest.age": {
    kind: "gauge",
    unit: "s",
    meaning:
      "Age of the oldest turn of the whole deployment that could start and has not; 0 if there is none. Use the maximum.",
    attributes: [],
    from: ["worker"],
  },
  "tramontane.schedules.firings": {
    kind: "counter",
    unit: "{firing}",
    meaning: "Outcomes of firings of schedules.",
    attributes: ["tenant", "outcome"],
    from: ["worker"],
  },
  "tramontane.schedules.unarmed": {
    kind: "gauge",
    unit: "{schedule}",
    meaning:
      "Schedules that Temporal does not have as they are. Every worker reports the same: use the maximum.",
    attributes: [],
    from: ["worker"],
  },
  "tramontane.schedules.late": {
    kind: "gauge",
    unit: "s",
    meaning:
      "Since the oldest nominal time that was neither fired nor checked. Every worker reports the same: use the maximum.",
    attributes: [],
    from: ["worker"],
  },
  "tramontane.schedules.missed": {
    kind: "gauge",
    unit: "{firing}",
    meaning:
      "Firings of the last hour that were missed. Every worker reports the same: use the maximum.",
    attributes: [],
    from: ["worker"],
  },
  "tramontane.feed.waiting": {
    kind: "gauge",
    unit: "{transaction}",
    meaning:
      "Transactions whose items are in no feed yet, at most 10,000. Every worker reports the same: use the maximum.",
    attributes: [],
    from: ["worker"],
  },
  "tramontane.feed.oldest.age": {
    kind: "gauge",
    unit: "s",
    meaning: "How long the first of these has waited; 0 if none does. Use the maximum.",
    attributes: [],
    from: ["worker"],
  },
  "tramontane.feed.consumer.behind": {
    kind: "gauge",
    unit: "{item}",
    meaning:
      "Items of all feeds that a consumer has not handled; of `search`: texts that may not be found yet. Use the maximum.",
    attributes: ["consumer"],
    from: ["worker"],
  },
  "tramontane.feed.lag": {
    kind: "histogram",
    unit: "s",
    meaning:
      "From the writing of an item to the feed, for the oldest one of each move: the time until its transaction commits is part of it.",
    attributes: [],
    from: ["worker"],
    buckets: short,
  },
  "tramontane.webhook.attempt.duration": {
    kind: "histogram",
    unit: "s",
    meaning: "One attempt to send a message to a webhook. Outcome: `delivered` or `failed`.",
    attributes: ["outcome"],
    from: ["worker"],
    buckets: long,
  },
  "tramontane.webhook.attempts.blocked": {
    kind: "counter",
    unit: "{attempt}",
    meaning:
      "Attempts that were put off for 5 minutes since the secret follows from another WEBHOOK_KEY.",
    attributes: [],
    from: ["worker"],
  },
  "tramontane.webhook.deliveries.dead": {
    kind: "counter",
    unit: "{delivery}",
    meaning: "Deliveries to webhooks whose last attempt failed.",
    attributes: [],
    from: ["worker"],
  },
  "tramontane.webhook.deliveries.waiting": {
    kind: "gauge",
    unit: "{delivery}",
    meaning:
      "Deliveries to webhooks of the whole deployment that wait for an attempt, those of paused webhooks included. Use the maximum.",
    attributes: [],
    from: ["worker"],
  },
  "tramontane.webhook.lag": {
    kind: "gauge",
    unit: "s",
    meaning:
      "How late the oldest attempt to send to a webhook is that is due; 0 if none is. Use the maximum.",
    attributes: [],
    from: ["worker"],
  },
  "tramontane.webhook.paused": {
    kind: "gauge",
    unit: "{webhook}",
    meaning:
      "Webhooks that the product has paused: the receiver is gone or has failed for five days, or the owner's rights ended. Use the maximum.",
    attributes: [],
    from: ["worker"],
  },
  "tramontane.approvals.open": {
    kind: "gauge",
    unit: "{approval}",
    meaning: "Pending approvals of the whole deployment. Use the maximum.",
    attributes: ["tenant"],
    from: ["worker"],
  },
  "tramontane.research.open": {
    kind: "gauge",
    unit: "{run}",
    meaning: "Open research runs of the whole deployment. Use the maximum.",
    attributes: ["tenant"],
    from: ["worker"],
  },
  "tramontane.mcp.connections": {
    kind: "counter",
    unit: "{use}",
    meaning:
      "Uses of MCP clients by this worker: `reused` for an open connection, `opened` for a new one, `failed` if none could be opened.",
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
    meaning: "Workflows that the sweeper woke because a wake-up or a run was lost.",
    attributes: ["kind"],
    from: ["worker"],
  },
} as const satisfies Record<string, MetricSpec>;
