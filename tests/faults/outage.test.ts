// Waiting work continues soon after an outage. After 7 s the channels to Temporal have reached the end of their back-off
// (protocol/temporal/temporal-options.test.ts goes on to three minutes), and the polls of a worker would wait another 5 s, which
// the relief worker replaces. On an idle machine it takes 2 s; the limits here are for a busy one, and far below the
// interval of the sweeper.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sleep } from "../../protocol/async/sleep.ts";
import {
  eventually,
  registerAnalyst,
  startTestStack,
  type TestStack,
} from "../support/test-stack.ts";
import { endOf, readUntil } from "../support/api.ts";

const limitMs = 15_000;

let t: TestStack;
let analyst: string;
before(async () => {
  // The sweeper does not run within the test.
  t = await startTestStack({
    ownServers: true,
    workerEnv: { SWEEP_AFTER_MS: "600000" },
  });
  analyst = await registerAnalyst(t);
});
after(() => t[Symbol.asyncDispose]());

/** Stops a part, runs `meanwhile`, and starts the part again; the time of its return. */
async function outage(part: string, ms: number, meanwhile: () => Promise<void>): Promise<number> {
  await t.stack.stopPart(part);
  const over = sleep(ms);
  await meanwhile();
  await over;
  await t.stack.startPart(part);
  return performance.now();
}

/** Starts a conversation with a message; `ended` resolves once its answer is complete. */
async function ask(text: string) {
  const id = await t.api.start(analyst);
  const { turn } = await t.api.send(id, text);
  return { id, ended: () => readUntil(t.api.follow(id), endOf(turn.id)) };
}

const reconcile = () =>
  t.api.attempt(
    `mutation ($input: ReconcileAgentsInput!) { reconcileAgents(input: $input) { __typename } }`,
    { dryRun: true },
  );

test("after an outage of Temporal, messages and agent commands are processed at once", async () => {
  const asked: Awaited<ReturnType<typeof ask>>[] = [];
  let waiting: Promise<{ __typename: string }> | undefined;
  const back = await outage("temporal", 7_000, async () => {
    asked.push(await ask("The first of the outage."));
    waiting = reconcile();
    asked.push(await ask("A later one."));
  });
  const [done] = await Promise.all([reconcile(), ...asked.map((a) => a.ended())]);
  const took = performance.now() - back;
  assert.equal(done.__typename, "ReconcileAgentsPayload");
  assert.ok(took < limitMs, `moved after ${Math.round(took)} ms`);
  const { __typename } = await waiting ?? assert.fail();
  assert.match(__typename, /^ReconcileAgentsPayload$|^UnavailableError$/);
});

test("after an outage of PostgreSQL, notifications arrive again", async () => {
  const back = await outage("postgres", 1_000, () => Promise.resolve());
  // The pool's back-off is up to 1 s; until then a command is refused and may be sent again.
  await eventually("a command is executed", async () => {
    const answer = await reconcile().catch(() => null);
    return answer?.__typename === "ReconcileAgentsPayload";
  }, limitMs);
  assert.ok(performance.now() - back < limitMs);
});
