import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import { DeterminismViolationError } from "@temporalio/workflow";
import { Worker } from "@temporalio/worker";
import { bundleWorkflows } from "../temporal/workflow-code.ts";
import { traceSinks } from "../spans/scheduled-activity.ts";

const folder = new URL("./histories/", import.meta.url);
let exported = 0;
const workflowBundle = await bundleWorkflows();
const names = (await readdir(folder)).filter((n) => n.endsWith(".json"));
const read = async (name: string) => JSON.parse(await readFile(new URL(name, folder), "utf8"));
const replay = (history: unknown) =>
  Worker.runReplayHistory({ workflowBundle, sinks: traceSinks(() => exported++) }, history);

test("there are histories to replay", () => assert.notEqual(names.length, 0));

test("the bundle contains the interceptors for tracing, which a worker cannot add to it", () => {
  assert.match(workflowBundle.code, /trace-interceptors\.ts/);
});

for (const name of names) {
  test(`the current workflow issues the commands of the recorded run ${name}`, async () => {
    await replay(await read(name));
  });
}

test("a traced run replays with the same commands, and exports no span again", async () => {
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
  assert.equal(exported, 0);
});

const decoded = (data: string) => JSON.parse(Buffer.from(data, "base64").toString());
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64");

test("a run with other commands than the current workflow's is detected", async () => {
  const text = await readFile(new URL("parallel-tools.json", folder), "utf8");
  const other = JSON.parse(text.replaceAll('"advance"', '"retreat"'));
  await assert.rejects(replay(other), DeterminismViolationError);
});
