import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import { DeterminismViolationError } from "@temporalio/workflow";
import { Worker } from "@temporalio/worker";
import { bundleWorkflows } from "../temporal/workflow-code.ts";
import { traceSinks } from "../spans/scheduled-activity.ts";

const folder = new URL("./histories/", import.meta.url);
let told = 0;
const workflowBundle = await bundleWorkflows();
const names = (await readdir(folder)).filter((n) => n.endsWith(".json"));
const read = async (name: string) => JSON.parse(await readFile(new URL(name, folder), "utf8"));
const replay = (history: unknown) =>
  Worker.runReplayHistory({ workflowBundle, sinks: traceSinks(() => told++) }, history);

test("there are histories to replay", () => assert.notEqual(names.length, 0));

test("the bundle carries the interceptors of tracing, which a worker cannot add to it", () => {
  assert.match(
    workflowBundle.code,
    /interceptors-opentelemetry-v2\/lib\/workflow-interceptors\.js/,
  );
  assert.match(workflowBundle.code, /trace-interceptors\.ts/);
});

for (const name of names) {
  test(`the workflow of today drives the recorded run ${name} to the same commands`, async () => {
    await replay(await read(name));
  });
}

test("a run whose turns were traced replays alike, and nothing of it is told a second time", async () => {
  const history = await read("parallel-tools.json");
  let traced = 0;
  for (const { activityTaskCompletedEventAttributes: completed } of history.events) {
    const [payload] = completed?.result?.payloads ?? [];
    const result = payload?.data ? decoded(payload.data) : null;
    if (!result || typeof result !== "object") continue;
    payload.data = encoded({ ...result, traceparent: `00-${"a".repeat(32)}-${"b".repeat(16)}-01` });
    traced++;
  }
  assert.ok(traced > 0);
  await replay(history);
  assert.equal(told, 0);
});

const decoded = (data: string) => JSON.parse(Buffer.from(data, "base64").toString());
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64");

test("a run that today's workflow would not have driven is noticed", async () => {
  const text = await readFile(new URL("parallel-tools.json", folder), "utf8");
  const other = JSON.parse(text.replaceAll('"advance"', '"retreat"'));
  await assert.rejects(replay(other), DeterminismViolationError);
});
