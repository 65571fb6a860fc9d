import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { seeded } from "../chaos/random.ts";
import { ChaosClient } from "../chaos/client.ts";
import { reportOn } from "../chaos/report.ts";
import { type ConversationRun, runConversation } from "../chaos/workload.ts";
import { Api, endOf, readUntil } from "../support/api.ts";
import * as documents from "../support/documents.generated.ts";
import { readWorkerIdentities, type WorkerIdentities } from "../support/worker-identities.ts";
import { startWithAnalyst, type TestStack, unique } from "../support/test-stack.ts";

let t: TestStack & { analyst: string };
let identities: WorkerIdentities;
let urls: string[];

before(async () => {
  t = await startWithAnalyst({}, { instances: { worker: 2, api: 2 } });
  await t.sandbox.post("mode", { cut: "store", lockMs: 500 });
  identities = await readWorkerIdentities(t.stack);
  urls = t.stack.urls.apis.map((api) => `${api}/graphql`);
});
after(async () => {
  await identities[Symbol.asyncDispose]();
  await t[Symbol.asyncDispose]();
});

const plan = { maxMessages: 20, interrupts: false };

/** Runs conversations at the same time, each with a reader at every API, while `isRunning` says so. */
function runConversations(
  count: number,
  isRunning: () => () => boolean,
): Promise<ConversationRun[]> {
  const workload = { client: new ChaosClient(urls), agent: t.analyst, plan };
  return Promise.all(
    Array.from({ length: count }, (_, n) => runConversation(workload, seeded(n + 1), isRunning())),
  );
}

function report(runs: readonly ConversationRun[]) {
  const done = { injected: {}, decisions: {}, crashed: [] };
  const client = new ChaosClient(urls);
  return reportOn({ stack: t.stack, client, runs, orders: new Map(), done });
}

test("every API serves every stream, and both workers make calls", async () => {
  const twoMessages = () => ((left) => () => left-- > 0)(2);
  const runs = await runConversations(8, twoMessages);
  const calls = await identities.of(...runs.map(({ id }) => id));
  const { faults, turns } = await report(runs);
  assert.deepEqual(faults, []);
  assert.deepEqual(turns, { COMPLETED: 16 });
  assert.ok((calls.worker ?? 0) >= 3 && (calls["worker-2"] ?? 0) >= 3, JSON.stringify(calls));
});

test("a key sent to two APIs at once starts one conversation, and both return it", async () => {
  const input = {
    agent: t.analyst,
    content: [{ text: "Say hello" }],
    idempotencyKey: crypto.randomUUID(),
  };
  const answers = await Promise.all(
    urls.map((url) => new Api(url).mutate(documents.start, input)),
  );
  assert.equal(new Set(answers.map((a) => a.conversation.id)).size, 1);
  assert.deepEqual(answers.map((a) => a.replayed).toSorted(), [false, true]);
});

test("a cancel at any API closes the socket of the worker that runs the call", async () => {
  await t.sandbox.post("mode", { cut: "abort", lockMs: 0 });
  await t.sandbox.post("pace", { tokensPerSecond: 20, firstTokenMs: 5 });
  const words = unique("words");
  await t.api.register(words, { tools: [] });
  const took = await Promise.all([...urls, ...urls, ...urls].map((url) => cancelled(url, words)));
  await t.sandbox.post("mode", { cut: "store", lockMs: 500 });
  await t.sandbox.post("pace", { tokensPerSecond: 300, firstTokenMs: 5 });
  assert.ok(Math.max(...took) < 2_000, `${took}`);
});

/** From a cancel at an API to the end of the connection to the provider, ms. */
async function cancelled(url: string, agent: string): Promise<number> {
  const api = new Api(url);
  const id = await api.start(agent);
  const { turn, eventCursor } = await api.send(id, "say 400 tokens");
  await readUntil(api.follow(id, eventCursor), (e) => e.__typename === "TextDelta");
  const begunAt = Date.now();
  await api.cancel(turn.id);
  const { finishedAt } = await t.sandbox.until((r) =>
    r.metadata?.tramontane_conversation === id && r.cut && !!r.finishedAt
  );
  await readUntil(api.follow(id, eventCursor), endOf(turn.id));
  return Date.parse(finishedAt ?? "") - begunAt;
}

test("a file link from one API opens at the other", async () => {
  const painter = unique("painter");
  await t.api.register(painter, { tools: [{ server: "mistral", name: "code_interpreter" }] });
  const id = await t.api.start(painter);
  const { turn, eventCursor } = await t.api.send(id, "Compute it in python");
  await readUntil(t.api.follow(id, eventCursor), endOf(turn.id));
  const question = `query Files($id: ID!) { conversation(id: $id) { turns(last: 1) { nodes {
    reply { content { ... on MediaContent { url } } } } } } }`;
  type Reply = { content: { url?: string }[] };
  type Answer = { conversation: { turns: { nodes: { reply: Reply }[] } } };
  const { conversation } = await t.api.run<Answer>(question, { id });
  const link = conversation.turns.nodes[0]?.reply.content.find((c) => c.url)?.url ?? "";
  const [one = "", other = ""] = await Promise.all(
    urls.map(async (url) => await (await fetch(new URL(link, url))).text()),
  );
  assert.match(one, /^step,value/);
  assert.equal(other, one);
});

test("each process is killed in turn under load: nothing is lost, doubled, repeated or paid twice", async () => {
  let running = true;
  const runs = runConversations(3, () => () => running);
  for (const part of ["worker", "api-2", "worker-2", "api"]) {
    await t.stack.kill(part, "SIGKILL");
    await workContinues();
    await t.stack.startPart(part);
  }
  running = false;
  const found = await report(await runs);
  assert.deepEqual([found.faults, found.paidTwice], [[], 0], JSON.stringify(found));
  assert.deepEqual(Object.keys(found.turns), ["COMPLETED"]);
});

/** Waits for three further requests to the model, by the processes that are up. */
async function workContinues() {
  const before = (await t.sandbox.ledger()).length;
  await t.sandbox.until((r) => r.id > before + 3);
}
