import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { createLogger } from "../log.ts";
import { count, isMeasured } from "../metrics.ts";
import { startMetrics } from "./start-metrics.ts";

const { cache } = createRequire(import.meta.url);
const loaded = () =>
  Object.keys(cache).filter((path) => /@opentelemetry\/(sdk|exporter)-/.test(path));

test("no package of the SDK is loaded without configuration; with it, the listener answers until it is closed", async () => {
  const lines: string[] = [];
  const log = createLogger("test", { write: (line) => lines.push(line) });
  const nothing = await startMetrics({ listener: null, log });
  count("tramontane.workflow.wakes", { result: "sent" });
  assert.deepEqual([isMeasured(), loaded(), lines], [false, [], []]);
  await nothing.close();

  const listener = { port: 0, host: "127.0.0.1", token: null };
  const metrics = await startMetrics({ listener, log });
  assert.notDeepEqual(loaded(), []);
  count("tramontane.workflow.wakes", { result: "sent" });
  const { event, port } = JSON.parse(lines[0] ?? "{}");
  assert.equal(event, "telemetry.metrics_listening");
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
  assert.match(await answer.text(), /tramontane_workflow_wakes_total\{result="sent"\} 1/);
  await metrics.close();
  assert.equal(isMeasured(), false);
  await assert.rejects(fetch(`http://127.0.0.1:${port}/metrics`));
});
