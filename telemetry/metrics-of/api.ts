import type { MetricSpec } from "../metric-spec.ts";
import { short } from "./buckets.ts";

/** Metrics of an API process. */
export const apiMetrics = {
  "tramontane.operation.duration": {
    kind: "histogram",
    unit: "s",
    meaning:
      "A GraphQL operation, or the start of a subscription; `field` is its first root field, `code` that of its first error, else `none`; `transport`: `http` (also server-sent events), `websocket` or `bridge`.",
    attributes: ["operation", "field", "code", "transport"],
    from: ["api"],
    buckets: short,
  },
  "tramontane.subscriptions.open": {
    kind: "gauge",
    unit: "{subscription}",
    meaning: "Open subscriptions of this API process.",
    attributes: ["transport"],
    from: ["api"],
  },
  "tramontane.websockets.open": {
    kind: "gauge",
    unit: "{socket}",
    meaning: "Open WebSockets of this API process.",
    attributes: [],
    from: ["api"],
  },
  "tramontane.websockets.slow_closed": {
    kind: "counter",
    unit: "{socket}",
    meaning: "WebSockets that were closed because the client read too slowly.",
    attributes: [],
    from: ["api"],
  },
  "tramontane.connections.aborted": {
    kind: "counter",
    unit: "{connection}",
    meaning:
      "Connections that were aborted: `request_timeout` (headers or body late), `stalled` (the peer read nothing of an answer for 30 s), `unfinished` (incomplete requests and messages of all peers exceeded their limit; the largest and oldest is cut), `unread` (the same for answers that were not read).",
    attributes: ["reason"],
    from: ["api"],
  },
  "tramontane.schema.checks": {
    kind: "counter",
    unit: "{check}",
    meaning:
      "JSON Schema checks: `done`, `unusable` (the schema does not compile), `timeout` (the check exceeded its time), `busy` (the queue is full).",
    attributes: ["outcome"],
    from: ["api", "worker"],
  },
  "tramontane.log.read.lag": {
    kind: "histogram",
    unit: "s",
    meaning:
      "From the commit of an event or a text delta to its arrival at an API process that follows the stream, by two clocks.",
    attributes: ["kind"],
    from: ["api"],
    buckets: short,
  },
  "tramontane.log.read.duration": {
    kind: "histogram",
    unit: "s",
    meaning: "One query for the new events of all streams that changed.",
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
  "tramontane.workflow.wakes": {
    kind: "counter",
    unit: "{wake}",
    meaning:
      "Wake-ups of workflows after a commit: `sent`, `failed`, or `dropped` because too many wait.",
    attributes: ["result"],
    from: ["api"],
  },
} as const satisfies Record<string, MetricSpec>;
