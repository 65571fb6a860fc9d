import assert from "node:assert/strict";
import { test } from "node:test";
import { Collector, orphans } from "./collector.ts";
import { spanTree } from "./span-tree.ts";

const resource = { attributes: [{ key: "service.name", value: { stringValue: "tramontane-x" } }] };
const span = (spanId: string, name: string, parentSpanId?: string) => ({
  ...{ traceId: "t1", spanId, name, ...(parentSpanId && { parentSpanId }) },
  startTimeUnixNano: "1700000000000000000",
  endTimeUnixNano: "1700000000005000000",
  attributes: [{ key: "n", value: { intValue: "3" } }],
});
const post = (url: string, path: string, body: object, type = "application/json") =>
  fetch(`${url}${path}`, {
    method: "POST",
    headers: { "content-type": type },
    body: JSON.stringify(body),
  }).then((r) => r.text());

test("an export wakes those who wait for it, and spans form a tree", async () => {
  await using collector = new Collector();
  const whole = collector.untilTrace("t1", (spans) => spans.length === 3);
  const scopeSpans = (...spans: object[]) => [{ resource, scopeSpans: [{ spans }] }];
  const send = (...spans: object[]) =>
    post(collector.url, "/v1/traces", { resourceSpans: scopeSpans(...spans) });
  await send(span("b", "child", "a"), span("c", "child", "a"));
  assert.equal(orphans(collector.trace("t1")).length, 2);
  await send(span("a", "root"));
  const spans = await whole;
  assert.deepEqual(spanTree(spans), ["x: root", "  x: child", "  x: child"]);
  assert.equal(spans[0]?.attributes.n, 3);
  assert.equal(spans[0]?.endMs, 1_700_000_000_005);
});

test("metrics and log records are kept by process, and a body that is not JSON is reported", async () => {
  await using collector = new Collector();
  const sum = { isMonotonic: true, dataPoints: [{ asInt: "2", attributes: [] }] };
  const metrics = [{ name: "m", unit: "{call}", sum }];
  const logRecords = [{ body: { stringValue: "said" }, severityText: "INFO" }];
  await post(collector.url, "/v1/metrics", {
    resourceMetrics: [{ resource, scopeMetrics: [{ metrics }] }],
  });
  await post(collector.url, "/v1/logs", {
    resourceLogs: [{ resource, scopeLogs: [{ logRecords }] }],
  });
  await post(collector.url, "/v1/traces", {}, "application/x-protobuf");
  assert.deepEqual(collector.metrics.map((m) => [m.process, m.name, m.type, m.points[0]?.asInt]), [
    ["tramontane-x", "m", "sum", "2"],
  ]);
  assert.deepEqual(collector.logs.map((l) => [l.process, l.severity, l.body]), [
    ["tramontane-x", "INFO", "said"],
  ]);
  assert.deepEqual(collector.refused, ["/v1/traces application/x-protobuf"]);
});
