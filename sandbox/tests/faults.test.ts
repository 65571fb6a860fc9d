import assert from "node:assert/strict";
import { test } from "node:test";
import { MistralError } from "@mistralai/mistralai/models/errors";
import { priceAgent, readAll, startTestSandbox } from "./support.ts";
import type { TestSandbox } from "./support.ts";

const model = "mistral-small-latest";

async function startedConversation({ client }: TestSandbox): Promise<string> {
  return (await client.beta.conversations.start({ model, inputs: "hello" })).conversationId;
}

const appendStream = ({ client }: TestSandbox, conversationId: string, inputs: string) =>
  client.beta.conversations.appendStream({
    conversationId,
    conversationAppendStreamRequest: { inputs },
  });

async function entries({ client }: TestSandbox, conversationId: string): Promise<number> {
  return (await client.beta.conversations.getHistory({ conversationId })).entries.length;
}

test("an answer whose stream is cut after three frames is completed and stored, and the conversation stays locked", async (t) => {
  const bench = await startTestSandbox(t);
  const conversationId = await startedConversation(bench);
  await bench.post("mode", { lockMs: 60_000 });
  await bench.post("faults", { kind: "cut_mid_stream", after: 3 });
  await assert.rejects(readAll(await appendStream(bench, conversationId, "Say 40 tokens")));
  await bench.ledger((all) => all.some((record) => record.cut && record.finishedAt !== undefined));
  assert.equal(await entries(bench, conversationId), 4);
  const error = await appendStream(bench, conversationId, "go on").catch((e) => e);
  assert.ok(error instanceof MistralError);
  assert.equal(error.statusCode, 409);
  assert.deepEqual((await bench.get("counts")).modelRuns, 2);
});

test("in mode abort a cut stream leaves no entry and is not paid", async (t) => {
  const bench = await startTestSandbox(t);
  const conversationId = await startedConversation(bench);
  await bench.post("mode", { cut: "abort", lockMs: 0 });
  await bench.post("faults", { kind: "cut_mid_stream", after: 3 });
  await assert.rejects(readAll(await appendStream(bench, conversationId, "Say 40 tokens")));
  const ledger = await bench.ledger((all) =>
    all.some((record) => record.cut && record.finishedAt !== undefined)
  );
  const cut = ledger.find((record) => record.cut);
  assert.deepEqual([cut?.ran, cut?.paid, cut?.stored], ["partial", false, false]);
  assert.equal(await entries(bench, conversationId), 2);
  await readAll(await appendStream(bench, conversationId, "Say 40 tokens"));
  assert.equal((await bench.get("counts")).paidTwice, 0);
});

for (const [cut, stored] of [["store", 4], ["abort", 2]] as const) {
  test(`after a client disconnects in mode ${cut}, the conversation has ${stored} entries`, async (t) => {
    const bench = await startTestSandbox(t);
    const conversationId = await startedConversation(bench);
    await bench.post("mode", { cut, lockMs: 0 });
    await bench.post("pace", { tokensPerSecond: 400, firstTokenMs: 0 });
    for await (const { event } of await appendStream(bench, conversationId, "Say 400 tokens")) {
      if (event === "message.output.delta") break;
    }
    await bench.ledger((all) =>
      all.some((record) => record.cut && record.finishedAt !== undefined)
    );
    assert.equal(await entries(bench, conversationId), stored);
  });
}

test("a conversation is locked during an answer, and a restart ignores the lock unless the mode forbids it", async (t) => {
  const bench = await startTestSandbox(t);
  const conversationId = await startedConversation(bench);
  await bench.post("pace", { tokensPerSecond: 100, firstTokenMs: 0 });
  const first = await appendStream(bench, conversationId, "Say 400 tokens");
  const history = await bench.client.beta.conversations.getHistory({ conversationId });
  const second = await appendStream(bench, conversationId, "me too").catch((e) => e);
  assert.equal(second.statusCode, 409);
  const restart = () =>
    bench.client.beta.conversations.restart({
      conversationId,
      conversationRestartRequest: {
        inputs: "Say 2 tokens",
        fromEntryId: history.entries.at(-1)?.id ?? "",
      },
    });
  assert.notEqual((await restart()).conversationId, conversationId);
  await bench.post("mode", { restartRefusedWhileLocked: true });
  assert.equal((await restart().catch((e) => e)).statusCode, 409);
  await readAll(first);
  await readAll(await appendStream(bench, conversationId, "Say 2 tokens"));
});

test("with a cut before the headers the client gets nothing, and in mode store the answer is stored", async (t) => {
  const bench = await startTestSandbox(t);
  const conversationId = await startedConversation(bench);
  await bench.post("faults", {
    kind: "cut_before_headers",
    match: { conversation: conversationId },
  });
  await assert.rejects(appendStream(bench, conversationId, "hello again"));
  await bench.ledger((all) => all.some((record) => record.cut && record.stored));
  assert.equal(await entries(bench, conversationId), 4);
});

test("a created agent whose response is lost can be found by name", async (t) => {
  const bench = await startTestSandbox(t);
  await bench.post("faults", { kind: "commit_then_500", match: { operation: "agents.create" } });
  await assert.rejects(priceAgent(bench.client, "lost-0a1b"));
  const found = await bench.client.beta.agents.list({ name: "lost-0a1b", metadata: { epoch: 1 } });
  assert.equal(found.length, 1);
});

test("a fault closes a stream without its last event, or ends it with an error event", async (t) => {
  const bench = await startTestSandbox(t);
  const conversationId = await startedConversation(bench);
  await bench.post("faults", { kind: "close_without_done" });
  const closed = await readAll(await appendStream(bench, conversationId, "Say 5 tokens"));
  assert.equal(closed.types.at(-1), "message.output.delta");
  assert.equal(await entries(bench, conversationId), 4);
  await bench.post("mode", { lockMs: 0 });
  await bench.post("faults", { kind: "error_event", after: 2 });
  const failed = await readAll(await appendStream(bench, conversationId, "Say 5 tokens"));
  assert.deepEqual([failed.types.at(-1), failed.events.at(-1)?.code], [
    "conversation.response.error",
    3000,
  ]);
  assert.equal(await entries(bench, conversationId), 4);
});

test("a stored answer that is reported as 500 counts as paid, and its repetition counts again", async (t) => {
  const bench = await startTestSandbox(t);
  const conversationId = await startedConversation(bench);
  await bench.post("faults", { kind: "commit_then_500" });
  const append = () =>
    bench.client.beta.conversations.append({
      conversationId,
      conversationAppendRequest: { inputs: "once" },
    });
  assert.equal((await append().catch((e) => e)).statusCode, 500);
  assert.equal((await bench.get("counts")).paidTwice, 0);
  await append();
  assert.equal((await bench.get("counts")).paidTwice, 1);
});

test("the history lags behind if the mode says so", async (t) => {
  const bench = await startTestSandbox(t);
  await bench.post("mode", { historyLagMs: 60_000 });
  const conversationId = await startedConversation(bench);
  assert.equal(await entries(bench, conversationId), 0);
  await bench.post("mode", { historyLagMs: 0 });
  assert.equal(await entries(bench, conversationId), 2);
});

test("the same seed gives the same faults", async (t) => {
  const run = async () => {
    const bench = await startTestSandbox(t);
    await bench.post("faults", {
      random: { seed: 7, rate: 0.5, kinds: ["rate_limit", "error_500"] },
    });
    const statuses: number[] = [];
    for (let i = 0; i < 12; i++) {
      const start = bench.client.beta.conversations.start({ model, inputs: "hello" });
      statuses.push(await start.then(() => 200, (error) => error.statusCode));
    }
    return statuses;
  };
  const first = await run();
  assert.deepEqual(await run(), first);
  assert.ok(new Set(first).size > 1);
});

test("tokens arrive at the configured pace, the first one after its delay", async (t) => {
  const bench = await startTestSandbox(t);
  await bench.post("pace", { tokensPerSecond: 200, firstTokenMs: 100 });
  const from = performance.now();
  await readAll(
    await bench.client.beta.conversations.startStream({ model, inputs: "Say 41 tokens" }),
  );
  const took = performance.now() - from;
  assert.ok(took >= 295, `${took} ms for a delay of 100 ms and 40 gaps of 5 ms`);
  await bench.post("pace", { tokensPerSecond: 0 });
  await bench.post("faults", { kind: "slow_first_token", delayMs: 150 });
  const slow = performance.now();
  await readAll(
    await bench.client.beta.conversations.startStream({ model, inputs: "Say 41 tokens" }),
  );
  assert.ok(performance.now() - slow >= 145);
});
