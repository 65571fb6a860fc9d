import assert from "node:assert/strict";
import { test } from "node:test";
import type { FunctionCallEntry } from "@mistralai/mistralai/models/components";
import { priceAgent, priceResult, readAll, startTestSandbox } from "./support.ts";

test("a turn with two parallel calls streams, takes its results, and the next turn uses them", async (t) => {
  const { client } = await startTestSandbox(t);
  const agentId = await priceAgent(client);
  const first = await readAll(
    await client.beta.conversations.startStream({
      agentId,
      inputs: "What are the stock prices of Apple and MSFT?",
      metadata: { call: "c1" },
    }),
  );
  const started = first.events[0];
  assert.equal(started?.type, "conversation.response.started");
  assert.equal(first.types.at(-1), "conversation.response.done");
  const conversationId = String(started?.conversationId);
  const calls = new Map<string, { name: unknown; index: unknown; text: string }>();
  for (const e of first.events.filter((one) => one.type === "function.call.delta")) {
    const known = calls.get(String(e.toolCallId));
    const text = (known?.text ?? "") + String(e.arguments);
    calls.set(String(e.toolCallId), { name: e.name, index: e.outputIndex, text });
  }
  assert.deepEqual(
    [...calls.values()].map((call) => [call.name, call.index, JSON.parse(call.text)]),
    [
      ["prices__get_current_stock_price", 0, { symbol: "AAPL" }],
      ["prices__get_current_stock_price", 1, { symbol: "MSFT" }],
    ],
  );
  const [apple = "", microsoft = ""] = [...calls.keys()];
  const second = await readAll(
    await client.beta.conversations.appendStream({
      conversationId,
      conversationAppendStreamRequest: {
        inputs: [priceResult(microsoft, "MSFT", 410.25), priceResult(apple, "AAPL", 190.5)],
      },
    }),
  );
  assert.match(second.text, /190\.50 USD/);
  assert.match(second.text, /410\.25 USD/);
  assert.match(second.text, /emulated/);
  const third = await client.beta.conversations.append({
    conversationId,
    conversationAppendRequest: { inputs: "Which of the two is higher, and by how much?" },
  });
  const answer = third.outputs[0];
  assert.equal(answer?.type, "message.output");
  assert.match(JSON.stringify(answer), /MSFT.*219\.75 USD/);
  const history = await client.beta.conversations.getHistory({ conversationId });
  assert.deepEqual(history.entries.map((entry) => entry.type), [
    "message.input",
    "function.call",
    "function.call",
    "function.result",
    "function.result",
    "message.output",
    "message.input",
    "message.output",
  ]);
  const messages = await client.beta.conversations.getMessages({ conversationId });
  assert.equal(messages.messages.length, 4);
});

test("usage adds up, and max_tokens cuts the answer after exactly that many tokens", async (t) => {
  const { client } = await startTestSandbox(t);
  const model = "mistral-small-latest";
  const whole = await client.beta.conversations.start({ model, inputs: "Say 50 tokens" });
  assert.equal(whole.usage.completionTokens, 50);
  assert.equal(whole.usage.totalTokens, (whole.usage.promptTokens ?? 0) + 50);
  const short = await readAll(
    await client.beta.conversations.startStream({
      model,
      inputs: "Say 50 tokens",
      completionArgs: { maxTokens: 7 },
    }),
  );
  assert.equal(short.types.filter((type) => type === "message.output.delta").length, 7);
  const usage = short.events.at(-1)?.usage as { completionTokens: number };
  assert.equal(usage.completionTokens, 7);
});

test("a restart forks at an entry, keeps the agent version, and does not change its source", async (t) => {
  const { client } = await startTestSandbox(t);
  const agentId = await priceAgent(client);
  const first = await client.beta.conversations.start({ agentId, inputs: "Hello, my name is Ada" });
  const { conversationId } = first;
  await client.beta.conversations.append({
    conversationId,
    conversationAppendRequest: { inputs: "Never mind" },
  });
  const source = await client.beta.conversations.getHistory({ conversationId });
  const fork = await client.beta.conversations.restart({
    conversationId,
    conversationRestartRequest: {
      inputs: "What is my name?",
      fromEntryId: source.entries[1]?.id ?? "",
      metadata: { call: "c9" },
      agentVersion: 0,
    },
  });
  assert.notEqual(fork.conversationId, conversationId);
  assert.match(JSON.stringify(fork.outputs), /Your name is \*\*Ada\*\*/);
  const forked = await client.beta.conversations.getHistory({
    conversationId: fork.conversationId,
  });
  assert.deepEqual(forked.entries.slice(0, 2), source.entries.slice(0, 2));
  assert.equal(forked.entries.length, 4);
  const found = await client.beta.conversations.list({ metadata: { call: "c9" } });
  assert.deepEqual(found.map((one) => one.id), [fork.conversationId]);
  const after = await client.beta.conversations.getHistory({ conversationId });
  assert.equal(after.entries.length, 4);
});

test("an answer fits its schema and contains the prices of tool results", async (t) => {
  const { client } = await startTestSandbox(t);
  const schemaDefinition = {
    type: "object",
    properties: {
      quotes: {
        type: "array",
        items: {
          type: "object",
          properties: { symbol: { type: "string" }, price: { type: "number" } },
        },
      },
      verdict: { type: "string", enum: ["buy", "hold"] },
    },
    required: ["quotes", "verdict"],
  };
  const agent = await client.beta.agents.create({
    model: "mistral-large-latest",
    name: "structured",
    completionArgs: {
      responseFormat: { type: "json_schema", jsonSchema: { name: "q", schemaDefinition } },
    },
  });
  const call = {
    type: "function.call" as const,
    toolCallId: "abcdefghi",
    name: "p",
    arguments: "{}",
  };
  const answer = await client.beta.conversations.start({
    agentId: agent.id,
    inputs: [
      { role: "user", content: "Price of AMD?" },
      call,
      priceResult("abcdefghi", "AMD", 150),
    ],
  });
  const message = answer.outputs[0] as { content: string };
  assert.deepEqual(JSON.parse(message.content), {
    quotes: [{ symbol: "AMD", price: 150 }],
    verdict: "buy",
  });
});

test("directives force calls, in one step or in several", async (t) => {
  const { client } = await startTestSandbox(t);
  const agentId = await priceAgent(client);
  const first = await client.beta.conversations.start({
    agentId,
    inputs: 'Go. [[tool:a__x {"n":1}]] [[tool:a__y]] [[then:a__z {"n":2}]] [[unknown-tool]]',
  });
  const calls = first.outputs as FunctionCallEntry[];
  assert.deepEqual(calls.map((call) => [call.name, call.arguments]), [["a__x", '{"n":1}'], [
    "a__y",
    "{}",
  ], [
    "no_such_tool",
    "{}",
  ]]);
  const { conversationId } = first;
  const results = calls.map((call) => ({ toolCallId: call.toolCallId, result: "done" }));
  const second = await client.beta.conversations.append({
    conversationId,
    conversationAppendRequest: { inputs: results },
  });
  const then = second.outputs[0] as FunctionCallEntry;
  assert.equal(then.name, "a__z");
  const third = await client.beta.conversations.append({
    conversationId,
    conversationAppendRequest: { inputs: [{ toolCallId: then.toolCallId, result: "done" }] },
  });
  assert.equal(third.outputs[0]?.type, "message.output");
});

test("an agent hands over to the agent that the message names", async (t) => {
  const { client } = await startTestSandbox(t);
  const to = await priceAgent(client, "pricer");
  const from = await client.beta.agents.create({
    model: "mistral-medium-latest",
    name: "trader",
    handoffs: [to],
  });
  const events = await readAll(
    await client.beta.conversations.startStream({
      agentId: from.id,
      inputs: "Let pricer say hello",
    }),
  );
  assert.deepEqual([...new Set(events.types)], [
    "conversation.response.started",
    "agent.handoff.started",
    "agent.handoff.done",
    "message.output.delta",
    "conversation.response.done",
  ]);
});
