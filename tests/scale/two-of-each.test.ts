import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { seeded } from "../chaos/random.ts";
import { report } from "../chaos/report.ts";
import { type Talk, talk } from "../chaos/talker.ts";
import { Api, endOf, readUntil } from "../support/api.ts";
import * as documents from "../support/documents.generated.ts";
import { readWorkerIdentities, type WorkerIdentities } from "../support/worker-identities.ts";
import { startWithAnalyst, type TestStack, unique } from "../support/test-stack.ts";

let t: TestStack & { analyst: string };
let makers: WorkerIdentities;
let urls: string[];

before(async () => {
  t = await startWithAnalyst({}, { instances: { worker: 2, api: 2 } });
  await t.sandbox.post("mode", { cut: "store", lockMs: 500 });
  makers = await readWorkerIdentities(t.stack);
  urls = t.stack.urls.apis.map((api) => `${api}/graphql`);
});
after(async () => {
  await makers[Symbol.asyncDispose]();
  await t[Symbol.asyncDispose]();
});

/** Conversations that talk at the same time, each with a reader at every API, for as long as `on` says so. */
function talks(count: number, on: (nth: number) => () => boolean): Promise<Talk[]> {
  return Promise.all(
    Array.from({ length: count }, (_, n) => talk(urls, t.analyst, seeded(n + 1), on(n))),
  );
}

test("every API serves every stream alike, and both workers make calls", async () => {
  const twice = () => ((left) => () => left-- > 0)(2);
  const all = await talks(8, twice);
  const made = await makers.of(...all.map(({ id }) => id));
  const told = await report(t.stack, urls, all, { made: {}, crashed: [] });
  assert.deepEqual(told.faults, [], JSON.stringify(told));
  assert.deepEqual(told.turns, { COMPLETED: 16 });
  assert.ok((made.worker ?? 0) >= 3 && (made["worker-2"] ?? 0) >= 3, JSON.stringify(made));
});

test("a key that comes to two APIs at once makes one conversation; both answer it", async () => {
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

test("a cancel at any API closes the socket of whichever worker is at the call", async () => {
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
  const begun = Date.now();
  await api.cancel(turn.id);
  const { finishedAt } = await t.sandbox.until((r) =>
    r.metadata?.tramontane_conversation === id && r.cut && !!r.finishedAt
  );
  await readUntil(api.follow(id, eventCursor), endOf(turn.id));
  return Date.parse(finishedAt ?? "") - begun;
}

test("a link to a file that one API gave opens at the other", async () => {
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

test("one of each is killed at a time under load: nothing lost, doubled, repeated or paid twice", async () => {
  let talking = true;
  const going = talks(6, () => () => talking);
  for (const part of ["worker", "api-2", "worker-2", "api"]) {
    await t.stack.kill(part, "SIGKILL");
    await workGoesOn();
    await t.stack.startPart(part);
  }
  talking = false;
  const told = await report(t.stack, urls, await going, { made: {}, crashed: [] });
  assert.deepEqual([told.faults, told.paidTwice], [[], 0], JSON.stringify(told));
  assert.deepEqual(Object.keys(told.turns), ["COMPLETED"]);
});

/** Waits for three further requests to the model, which others make while one is down. */
async function workGoesOn() {
  const before = (await t.sandbox.ledger()).length;
  await t.sandbox.until((r) => r.id > before + 3);
}
