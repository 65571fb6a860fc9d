import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import { DeterminismViolationError } from "@temporalio/workflow";
import { Worker } from "@temporalio/worker";
import { bundleWorkflows } from "../temporal/workflow-code.ts";
import { traceSinks } from "../spans/scheduled-activity.ts";

const folder = new URL("../histories/", import.meta.url);
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
});

for (const name of names) {
  test(`the workflow of today drives the recorded run ${name} to the same commands`, async () => {
    await replay(await read(name));
  });
}

test("a run that today's workflow would not have driven is noticed", async () => {
  const text = await readFile(new URL("parallel-tools.json", folder), "utf8");
  const other = JSON.parse(text.replaceAll('"advance"', '"retreat"'));
  await assert.rejects(replay(other), DeterminismViolationError);
});
