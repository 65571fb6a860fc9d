import assert from "node:assert/strict";
import { test } from "node:test";
import type { ConversationEventsData } from "@mistralai/mistralai/models/components";
import { StreamFailedError, Transcript } from "./transcript.ts";

const transcript = () =>
  new Transcript({ step: 0, versionId: "v1", entryId: (kind, i) => `${kind}_${i}` });
const started: ConversationEventsData = {
  type: "conversation.response.started",
  conversationId: "conv_1",
};
const said = (content: string | object, outputIndex = 0): ConversationEventsData =>
  ({
    type: "message.output.delta",
    id: `msg_${outputIndex}`,
    outputIndex,
    contentIndex: 0,
    role: "assistant",
    content,
  }) as ConversationEventsData;
const called = (text: string, outputIndex: number): ConversationEventsData => ({
  type: "function.call.delta",
  id: `fc_${outputIndex}`,
  outputIndex,
  name: "prices__quote",
  toolCallId: `call${outputIndex}`,
  arguments: text,
});
const done: ConversationEventsData = {
  type: "conversation.response.done",
  usage: { promptTokens: 7, completionTokens: 3, totalTokens: 10 },
};

test("the chunks of a message, put at their offsets, are its text", () => {
  const t = transcript();
  const progress = [started, said("Hel"), said("lo "), said("you"), done].map((e) => t.add(e));
  assert.equal(progress[0]?.remoteId, "conv_1");
  assert.deepEqual(progress[1]?.opened, [{ kind: "message", id: "message_0", versionId: "v1" }]);
  let text = "";
  for (const c of progress.flatMap((p) => p.chunks)) text = text.slice(0, c.offset) + c.text;
  assert.equal(text, "Hello you");
  assert.deepEqual(t.entries(), [
    { kind: "message", id: "message_0", content: [{ type: "text", text: "Hello you" }] },
  ]);
  assert.equal(t.done, true);
  assert.equal(t.tip, "msg_0");
  assert.deepEqual(t.usage, { inputTokens: 7, outputTokens: 3 });
});

test("thinking, text and citations are parts of one message", () => {
  const t = transcript();
  const thinking = { type: "thinking", thinking: [{ type: "text", text: "hm" }] };
  const citation = { type: "tool_reference", tool: "web_search", title: "T", url: "https://t" };
  for (const e of [started, said(thinking), said("A"), said(citation), said("B"), done]) t.add(e);
  assert.deepEqual(t.entries()[0], {
    kind: "message",
    id: "message_0",
    content: [
      { type: "thinking", text: "hm" },
      { type: "text", text: "A" },
      { type: "citation", title: "T", url: "https://t" },
      { type: "text", text: "B" },
    ],
  });
});

test("parallel calls keep their fragments, places and ids apart", () => {
  const t = transcript();
  const events = [started, called('{"a"', 0), called('{"b":2}', 1), called(":1}", 0), done];
  const opened = events.map((e) => t.add(e)).flatMap((p) => p.opened);
  assert.deepEqual(opened.map((o) => o.kind === "tool" && [o.place, o.remoteToolCallId]), [
    [0, "call0"],
    [1, "call1"],
  ]);
  assert.deepEqual(t.entries(), [
    { kind: "tool", id: "tool_0", arguments: { a: 1 } },
    { kind: "tool", id: "tool_1", arguments: { b: 2 } },
  ]);
  assert.equal(t.tip, "fc_1");
});

test("broken arguments stay the text that they are", () => {
  const t = transcript();
  for (const e of [started, called('{"a":', 0), done]) t.add(e);
  assert.deepEqual(t.entries()[0], { kind: "tool", id: "tool_0", arguments: '{"a":' });
});

test("no chunk ends inside a surrogate pair", () => {
  const t = transcript();
  const chunks = [said("x\ud83d"), said("\ude00y")].flatMap((e) => t.add(e).chunks);
  assert.deepEqual(chunks.map((c) => [c.offset, c.text]), [[0, "x"], [1, "\ud83d\ude00y"]]);
});

test("an answer without its last event is not whole", () => {
  const t = transcript();
  for (const e of [started, said("x")]) t.add(e);
  assert.equal(t.done, false);
});

test("the provider's error event, well-formed or not, is a failure", () => {
  const error: ConversationEventsData = {
    type: "conversation.response.error",
    code: 3000,
    message: "secret details",
  };
  assert.throws(() => transcript().add(error), (e) => {
    return e instanceof StreamFailedError && !e.message.includes("secret");
  });
  const odd = { type: "UNKNOWN", raw: { type: "conversation.response.error" }, isUnknown: true };
  assert.throws(() => transcript().add(odd as ConversationEventsData), StreamFailedError);
});

test("after a hand-off the other version speaks; calls before it are dropped", () => {
  const t = new Transcript({
    ...{ step: 0, versionId: "v1", entryId: (kind, i) => `${kind}_${i}` },
    versionOf: (agentId) => ({ ag_1: "v1", ag_2: "v2" })[agentId] ?? null,
  });
  const at = { id: "handoff_x", outputIndex: 2 };
  const progress = [
    started,
    said("I hand over."),
    called("{}", 1),
    { type: "agent.handoff.started", previousAgentId: "ag_1", previousAgentName: "a", ...at },
    { type: "agent.handoff.done", nextAgentId: "ag_2", nextAgentName: "b", ...at },
    said("Hello", 3),
    called("{}", 4),
    done,
  ].map((e) => t.add(e as ConversationEventsData));
  const opened = progress.flatMap((p) => p.opened);
  assert.deepEqual(opened.map((e) => [e.kind, e.versionId]), [
    ["message", "v1"],
    ["tool", "v1"],
    ["handoff", "v1"],
    ["message", "v2"],
    ["tool", "v2"],
  ]);
  assert.equal(t.speaker, "v2");
  const entries = t.entries();
  assert.deepEqual(entries[1], { kind: "tool", id: "tool_1", arguments: {}, dropped: true });
  assert.deepEqual(entries[2], { kind: "handoff", id: "handoff_2", toVersionId: "v2" });
  assert.deepEqual(entries[4], { kind: "tool", id: "tool_4", arguments: {} });
});

test("a hand-off to an agent that is none of ours leads nowhere known, and its agent id decides who speaks", () => {
  const t = new Transcript({
    ...{ step: 0, versionId: "v1", entryId: (kind, i) => `${kind}_${i}` },
    versionOf: (agentId) => agentId === "ag_2" ? "v2" : null,
  });
  const at = { id: "h", outputIndex: 0 };
  t.add({ type: "agent.handoff.started", previousAgentId: "?", previousAgentName: "a", ...at });
  t.add({ type: "agent.handoff.done", nextAgentId: "??", nextAgentName: "b", ...at });
  assert.equal(t.speaker, "v1");
  t.add({ ...said("x", 1), agentId: "ag_2" } as ConversationEventsData);
  assert.equal(t.speaker, "v2");
  assert.deepEqual(t.entries()[0], { kind: "handoff", id: "handoff_0", toVersionId: null });
});
