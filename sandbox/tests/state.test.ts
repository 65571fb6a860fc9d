import assert from "node:assert/strict";
import { once } from "node:events";
import * as fs from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { freshHome, priceAgent, readAll, spawnSandbox } from "./support.ts";

test("a killed sandbox restarts with its agents, conversations and ledger, and drops an incomplete last line", async (t) => {
  const home = freshHome(t);
  const first = await spawnSandbox(home);
  t.after(() => first.child.kill("SIGKILL"));
  const agentId = await priceAgent(first.bench.client);
  const { conversationId } = await first.bench.client.beta.conversations.start({
    agentId,
    inputs: "My name is Ada",
  });
  await first.bench.post("pace", { tokensPerSecond: 5, firstTokenMs: 0 });
  const open = first.bench.client.beta.conversations.appendStream({
    conversationId,
    conversationAppendStreamRequest: { inputs: "Say 100 tokens" },
  });
  await first.bench.ledger((all) => all.some((record) => record.ran === "running"));
  const ended = once(first.child, "exit");
  first.child.kill("SIGKILL");
  await ended;
  await assert.rejects(open.then(readAll));
  fs.appendFileSync(join(home, "conversations.jsonl"), '{"put":{"id":"conv_torn"');

  const second = await spawnSandbox(home);
  t.after(() => second.child.kill("SIGKILL"));
  const { client } = second.bench;
  const answer = await client.beta.conversations.append({
    conversationId,
    conversationAppendRequest: { inputs: "What is my name?" },
  });
  assert.match(JSON.stringify(answer.outputs), /Ada/);
  assert.equal((await client.beta.conversations.getHistory({ conversationId })).entries.length, 4);
  assert.equal((await client.beta.agents.get({ agentId })).name, "price-analyst");
  const counts = await second.bench.get("counts");
  assert.deepEqual([counts.agents, counts.conversations, counts.modelRuns], [1, 1, 2]);
  const lost = (await second.bench.ledger()).filter((record) => record.lost);
  assert.deepEqual(lost.map((record) => [record.operation, record.paid]), [[
    "conversations.append",
    false,
  ]]);
  const stopped = once(second.child, "exit");
  second.child.kill("SIGTERM");
  assert.deepEqual(await stopped, [0, null]);
});

test("a stop during an answer is immediate, and the answer is not stored", async (t) => {
  const home = freshHome(t);
  const first = await spawnSandbox(home);
  t.after(() => first.child.kill("SIGKILL"));
  const { client, post } = first.bench;
  const model = "mistral-small-latest";
  const { conversationId } = await client.beta.conversations.start({ model, inputs: "hello" });
  await post("pace", { tokensPerSecond: 1, firstTokenMs: 0 });
  const conversationAppendStreamRequest = { inputs: "Say 100 tokens" };
  const stream = await client.beta.conversations.appendStream({
    conversationId,
    conversationAppendStreamRequest,
  });
  const exited = once(first.child, "exit");
  first.child.kill("SIGTERM");
  await assert.rejects(readAll(stream));
  assert.deepEqual(await exited, [0, null]);
  const second = await spawnSandbox(home);
  t.after(() => second.child.kill("SIGKILL"));
  const history = await second.bench.client.beta.conversations.getHistory({ conversationId });
  assert.equal(history.entries.length, 2);
  assert.equal((await second.bench.get("counts")).cut, 1);
});
