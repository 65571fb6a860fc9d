import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { pullProvider, PullReader } from "./export/pull.ts";
import { metricTable } from "./metric-table.ts";
import { count, record, useMeters, watch } from "./metrics.ts";
import { prometheusName } from "./prometheus-name.ts";

afterEach(() => useMeters([]));

test("metrics are exported under the names that a collector would use", async () => {
  const reader = new PullReader();
  useMeters([pullProvider(reader).getMeter("tramontane")]);
  const of = { tenant: "default", agent: "a" };
  count("tramontane.turns", { ...of, status: "COMPLETED", code: "none" }, 2);
  record("tramontane.turn.wait", 0.02, of);
  watch("tramontane.websockets.open", () => [[3, {}]]);
  const text = await reader.text();
  assert.match(text, /^tramontane_turns_total\{.*code="none".*\} 2$/m);
  assert.match(text, /^tramontane_turn_wait_seconds_bucket\{.*le="0.025"\} 1$/m);
  assert.match(text, /^tramontane_websockets_open 3$/m);
});

test("every exporter gets the same values", async () => {
  const readers = [new PullReader(), new PullReader()];
  useMeters(readers.map((r) => pullProvider(r).getMeter("tramontane")));
  count("tramontane.workflow.wakes", { result: "sent" });
  for (const r of readers) assert.match(await r.text(), /tramontane_workflow_wakes_total.* 1/);
});

test("no metric has an attribute with unlimited values", () => {
  for (const [name, { attributes }] of Object.entries(metricTable)) {
    for (const key of attributes) {
      assert.doesNotMatch(key, /id$|conversation|turn|call$|text/i, name);
    }
  }
});

test("units are in Prometheus' names once", () => {
  assert.equal(
    prometheusName("a.duration", { kind: "histogram", unit: "s" }),
    "a_duration_seconds",
  );
  assert.equal(prometheusName("a.x_total", { kind: "counter", unit: "{x}" }), "a_x_total");
});
