import assert from "node:assert/strict";
import { test } from "node:test";
import type { ModelRequest } from "../call/plan.ts";
import { asEvents } from "./adopted-answer.ts";
import { classifyHistory, type RemoteEntry } from "./classify-history.ts";
import { Transcript } from "../answer/transcript.ts";

type Inputs = ModelRequest["inputs"];
const asked: Inputs = [
  { type: "message.input", role: "user", content: [{ type: "text", text: "hi" }] },
];
const said = (content: string): RemoteEntry => ({ type: "message.input", role: "user", content });
const answer = (id: string, content: string): RemoteEntry => ({
  type: "message.output",
  ...{ id, content, role: "assistant" },
});
const call = (id: string, args = "{}"): RemoteEntry => ({
  type: "function.call",
  ...{ id, tool_call_id: `t-${id}`, name: "prices__quote", arguments: args },
});
const result = (id: string): RemoteEntry => ({
  type: "function.result",
  ...{ tool_call_id: id, result: "whatever it says" },
});
const found = (entries: RemoteEntry[], inputs = asked) => classifyHistory(entries, inputs).found;

test("the sent message and an answer are found, with content as text or in chunks", () => {
  assert.equal(found([said("hi"), answer("m", "hello")]), "answer");
  const chunks = [{ type: "text" as const, text: "h" }, { type: "text" as const, text: "i" }];
  assert.equal(
    found([{ ...said(""), content: chunks } as RemoteEntry, answer("m", "x")]),
    "answer",
  );
});

test("no entries after the checkpoint are nothing", () => assert.equal(found([]), "nothing"));

test("anything but exactly the inputs and a complete answer is not adopted", () => {
  assert.equal(found([said("hi")]), "other");
  assert.equal(found([said("ho"), answer("m", "hello")]), "other");
  assert.equal(found([said("hi"), answer("m", "a"), said("hi"), answer("n", "b")]), "other");
  assert.equal(found([answer("m", "hello")]), "other");
  const running: RemoteEntry = { type: "tool.execution", id: "x", name: "search", arguments: "" };
  assert.equal(found([said("hi"), running]), "other");
});

test("an answer after which the conversation continued is reported, not adopted", () => {
  const classified = (entries: RemoteEntry[]) => classifyHistory(entries, asked);
  const went = [said("hi"), answer("m", "a"), said("more"), answer("n", "b")];
  assert.deepEqual(classified(went), { found: "other", answered: true });
  const cut = [said("hi"), said("more"), answer("n", "b")];
  assert.deepEqual(classified(cut), { found: "other", answered: false });
  const another = [said("ho"), answer("m", "a"), said("hi"), answer("n", "b")];
  assert.deepEqual(classified(another), { found: "other", answered: false });
});

test("tool results are recognised by the ids of their calls", () => {
  const inputs = ["t-1", "t-2"].map((toolCallId) => ({
    ...{ type: "function.result" as const, toolCallId, result: "402" },
  }));
  assert.equal(found([result("t-1"), result("t-2"), answer("m", "x")], inputs), "answer");
  assert.equal(found([result("t-1"), result("t-3"), answer("m", "x")], inputs), "other");
});

test("an adopted answer equals the streamed one, with estimated usage", () => {
  const entryId = (kind: string, n: number) => `${kind}-${n}`;
  const transcript = new Transcript({ step: 0, versionId: "v", entryId });
  const outputs = [answer("m", "Let me look."), call("c", '{"symbol":"AAPL"}')];
  for (const event of asEvents({ remoteId: "conv", before: [said("hi")], outputs })) {
    transcript.add(event);
  }
  assert.deepEqual([transcript.ended, transcript.remoteId, transcript.lastEntryId], [
    true,
    "conv",
    "c",
  ]);
  assert.deepEqual(transcript.entries(), [
    { kind: "message", id: "message-0", content: [{ type: "text", text: "Let me look." }] },
    { kind: "tool", id: "tool-1", arguments: { symbol: "AAPL" } },
  ]);
  assert.ok((transcript.usage?.inputTokens ?? 0) > 0);
});

test("an answer is found in a history with missing and malformed fields", () => {
  const odd: RemoteEntry[] = [
    {
      type: "message.input",
      content: [{ type: "text", text: "hi", annotations: [] }],
      prefix: null,
    },
    { type: "guardrail.checked", score: 1 },
    {
      type: "message.output",
      id: null,
      created_at: "yesterday",
      content: { type: "note", text: "hello" },
    },
  ];
  const history = classifyHistory(odd, asked);
  assert.equal(history.found, "answer");
  const entryId = (kind: string, n: number) => `${kind}-${n}`;
  const transcript = new Transcript({ step: 0, versionId: "v", entryId });
  const outputs = history.found === "answer" ? history.outputs : [];
  for (const event of asEvents({ remoteId: "conv", before: [], outputs })) transcript.add(event);
  assert.deepEqual(transcript.entries(), [
    { kind: "message", id: "message-0", content: [{ type: "text", text: "hello" }] },
  ]);
  assert.equal(transcript.lastEntryId, null);
});
