import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { endOf, readUntil } from "../support/api.ts";
import { readWorkerIdentities, type WorkerIdentities } from "../support/worker-identities.ts";
import {
  eventually,
  startWithAnalyst,
  type TestStack,
  unique,
  workerTimes,
} from "../support/test-stack.ts";

const deploymentName = "tramontane";
const deliver = { server: "prices", name: "get_current_stock_price", policy: "ASK" };
const versioned = (buildId: string) => ({
  ...workerTimes,
  EVENTS_PER_RUN: "40",
  SLEEP_AFTER_MS: "600000",
  WORKER_DEPLOYMENT: deploymentName,
  WORKER_BUILD_ID: buildId,
});
let t: TestStack & { analyst: string };
let makers: WorkerIdentities;

before(async () => {
  const partEnv = {
    worker: versioned("one"),
    "worker-2": versioned("two"),
    api: { EVENTS_PER_RUN: "40", SLEEP_AFTER_MS: "600000" },
  };
  t = await startWithAnalyst({}, {
    ownServers: true,
    instances: { worker: 2 },
    partEnv,
  });
  makers = await readWorkerIdentities(t.stack);
  await makeCurrent("one");
});
after(async () => {
  await makers?.[Symbol.asyncDispose]();
  await t[Symbol.asyncDispose]();
});

/** What an operator does with `temporal worker deployment set-current-version`, once workers of that version poll. */
async function makeCurrent(buildId: string) {
  const { workflowService } = makers.client;
  await eventually("the version is known", () =>
    workflowService.setWorkerDeploymentCurrentVersion({
      namespace: "default",
      deploymentName,
      buildId,
    }).then(() => true, () => false));
}

async function ask(id: string, text: string) {
  const { turn, eventCursor } = await t.api.send(id, text);
  return () => readUntil(t.api.follow(id, eventCursor), endOf(turn.id));
}

/** Waits until Temporal has heard the end of the conversation's work, and verifies which workers did it. */
async function madeBy(id: string, ...workers: string[]) {
  const state = async () => ({
    made: Object.keys(await makers.of(id)),
    open: await makers.open(id),
  });
  const wanted = { made: workers, open: 0 };
  await eventually("all calls are made", async () => isDeepStrictEqual(await state(), wanted))
    .catch(async (error) => {
      assert.deepEqual(await state(), wanted, id);
      throw error;
    });
}

/** Waits until the run has ended: a message that arrives before goes to the same run, and so to the same worker. */
async function runEnded(id: string) {
  await eventually("the run ends", async () => !await makers.isRunning(id));
}

const step = `prices__get_current_stock_price {"symbol":"NVDA"}]]`;

test("with an old and a new worker, runs stay on the version where they began and upgrade at their ends", async () => {
  await t.sandbox.post("pace", { tokensPerSecond: 60, firstTokenMs: 100 });
  const [slow, busy, rests] = [
    await t.api.start(t.analyst),
    await t.api.start(t.analyst),
    await t.api.start(t.analyst),
  ];
  await (await ask(rests, "Say hello"))();
  const ready = await (await fetch(`${t.stack.urls.api}/readyz`)).json();
  assert.equal(ready.ready, true, JSON.stringify(ready));
  const ended = await ask(slow, "Explain bonds in about 80 words");
  const busyEnded = await ask(busy, `[[tool:${step}` + `[[then:${step}`.repeat(14));
  for (const id of [slow, busy]) {
    await t.sandbox.until((r) => r.metadata?.tramontane_conversation === id);
  }

  await makeCurrent("two");
  const young = await t.api.start(t.analyst);
  await (await ask(young, "Say hello"))();
  await madeBy(young, "worker-2");
  await ended();
  await madeBy(slow, "worker");
  await busyEnded();
  await madeBy(busy, "worker", "worker-2"); // its run came to its end in the middle of the turn
  await (await ask(rests, "Say hello again"))();
  await madeBy(rests, "worker");
  await runEnded(rests);
  await (await ask(rests, "Say hello once more"))();
  await madeBy(rests, "worker", "worker-2");

  const all = await Promise.all([slow, busy, young, rests].map((id) => t.api.read(id)));
  const steps = all.flatMap((c) => c.turns.nodes.flatMap((n) => n.steps));
  assert.deepEqual([...new Set(steps.map((s) => `${s.status} ${s.attempts}`))], ["COMPLETED 1"]);
});

/** What an operator does with `temporal workflow terminate --query`. */
async function terminateAll(version: string) {
  const { workflow } = makers.client;
  const query = `ExecutionStatus="Running" AND TemporalWorkerDeploymentVersion="${version}"`;
  await eventually("the list knows them", async () => (await workflow.count(query)).count > 0);
  for await (const { workflowId, runId } of workflow.list({ query })) {
    await workflow.getHandle(workflowId, runId).terminate("its workers are gone");
  }
}

test("a run whose version is gone is terminated by hand, and the sweeper starts it again", async () => {
  await makeCurrent("one");
  const asker = unique("asker");
  await t.api.register(asker, { tools: [deliver] });
  const id = await t.api.start(asker);
  const ended = await ask(id, "What does NVDA cost?");
  let [approval] = await t.api.pending();
  await eventually("it asks", async () => !!([approval] = await t.api.pending())[0]);
  await makeCurrent("two");
  await t.stack.kill("worker", "SIGKILL");
  await terminateAll(`${deploymentName}:one`);
  assert.ok(approval);
  await t.api.decide(approval, { approve: {} });
  await ended();
  await madeBy(id, "worker", "worker-2");
});
