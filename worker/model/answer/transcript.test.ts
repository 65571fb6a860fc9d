import assert from "node:assert/strict";
import { test } from "node:test";
import { StreamFailedError } from "../stream/stream-faults.ts";
import { called, done, joined, outcomeOf, said, started } from "../testing/wire-answer.ts";

test("the deltas of a message, placed at their offsets, are its text", () => {
  const { transcript, opened, chunks, entries } = outcomeOf([
    ...[started, said("Hel"), said("lo "), said("you"), done],
  ]);
  assert.equal(transcript.remoteId, "conv_1");
  assert.deepEqual(opened, [{ kind: "message", id: "message_0", versionId: "v1" }]);
  assert.equal(joined(chunks, "message_0"), "Hello you");
  assert.deepEqual(entries, [
    { kind: "message", id: "message_0", content: [{ type: "text", text: "Hello you" }] },
  ]);
  assert.equal(transcript.ended, true);
  assert.equal(transcript.lastEntryId, "msg_0");
  assert.deepEqual(transcript.usage, { inputTokens: 7, outputTokens: 3 });
});

test("thinking, text and citations are parts of one message", () => {
  const thinking = { type: "thinking", thinking: [{ type: "text", text: "hm" }] };
  const citation = { type: "tool_reference", tool: "web_search", title: "T", url: "https://t" };
  const parts = [thinking, "A", citation, "B"].map((content) => said(content));
  assert.deepEqual(outcomeOf([started, ...parts, done]).entries[0], {
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

test("parallel calls have separate fragments, positions and ids", () => {
  const first = { id: "fc_0", output_index: 0, tool_call_id: "call0" };
  const second = { id: "fc_1", output_index: 1, tool_call_id: "call1" };
  const { transcript, opened, entries } = outcomeOf([
    ...[started, called('{"a"', first), called('{"b":2}', second), called(":1}", first), done],
  ]);
  assert.deepEqual(opened.map((o) => o.kind === "tool" && [o.place, o.remoteToolCallId]), [
    [0, "call0"],
    [1, "call1"],
  ]);
  assert.deepEqual(entries, [
    { kind: "tool", id: "tool_0", arguments: { a: 1 } },
    { kind: "tool", id: "tool_1", arguments: { b: 2 } },
  ]);
  assert.equal(transcript.lastEntryId, "fc_1");
});

test("malformed arguments remain text", () => {
  const { entries } = outcomeOf([started, called('{"a":'), done]);
  assert.deepEqual(entries[0], { kind: "tool", id: "tool_0", arguments: '{"a":' });
});

test("no delta ends inside a surrogate pair, and half a pair at the end is U+FFFD", () => {
  const { chunks } = outcomeOf([said("x\ud83d"), said("\ude00y"), said("z\ud83d"), done]);
  assert.deepEqual(chunks.map((c) => [c.offset, c.text]), [
    [0, "x"],
    [1, "\ud83d\ude00y"],
    [4, "z"],
    [5, "\ufffd"],
  ]);
});

test("an answer ends with its last event, and later events are ignored", () => {
  assert.equal(outcomeOf([started, said("x")]).transcript.ended, false);
  const late = [said(" late"), called("{}"), { ...done, usage: { prompt_tokens: 1 } }];
  const { transcript, opened, entries } = outcomeOf([started, said("x"), done, ...late]);
  assert.equal(opened.length, 1);
  assert.deepEqual(entries[0]?.kind === "message" && entries[0].content, [
    { type: "text", text: "x" },
  ]);
  assert.deepEqual(transcript.usage, { inputTokens: 7, outputTokens: 3 });
});

test("an error event, well-formed or not, is a failure without the provider's text", () => {
  const errors = [
    { type: "conversation.response.error", code: 3000, message: "secret details" },
    { type: "conversation.response.error", code: "3000", message: { secret: true } },
    { object: "error", message: "secret", type: "internal", code: 3000 },
    { type: "error", error: { message: "secret", code: 3000 } },
  ];
  for (const error of errors) {
    assert.throws(() => outcomeOf([started, error]), (e) => {
      return e instanceof StreamFailedError && e.code === 3000 && !e.message.includes("secret");
    });
  }
  const codeless = { type: "conversation.response.error" };
  assert.throws(() => outcomeOf([codeless]), (e) => {
    return e instanceof StreamFailedError && e.code === null;
  });
});

test("a text about an error is text, in any position", () => {
  const words = 'if (event.type === "conversation.response.error") throw';
  const { entries } = outcomeOf([
    started,
    { type: "guardrail.checked", note: words },
    said({ type: "code", text: words }),
    said({ type: "tool_reference", title: words }),
    done,
  ]);
  assert.deepEqual(entries[0]?.kind === "message" && entries[0].content, [
    { type: "text", text: words },
    { type: "citation", title: words, url: null },
  ]);
});

test("after a hand-off the other version writes; calls before it are dropped", () => {
  const at = { id: "handoff_x", output_index: 2 };
  const fourth = { id: "fc_4", output_index: 4, tool_call_id: "call4" };
  const { transcript, opened, entries } = outcomeOf([
    started,
    said("I hand over."),
    called("{}", { output_index: 1 }),
    { type: "agent.handoff.started", previous_agent_id: "ag_1", previous_agent_name: "a", ...at },
    { type: "agent.handoff.done", next_agent_id: "ag_2", next_agent_name: "b", ...at },
    said("Hello", { id: "msg_3", output_index: 3 }),
    called("{}", fourth),
    done,
  ], { versionOf: (agentId) => ({ ag_1: "v1", ag_2: "v2" })[agentId] ?? null });
  assert.deepEqual(opened.map((e) => [e.kind, e.versionId]), [
    ["message", "v1"],
    ["tool", "v1"],
    ["handoff", "v1"],
    ["message", "v2"],
    ["tool", "v2"],
  ]);
  assert.equal(transcript.speaker, "v2");
  assert.deepEqual(entries[1], { kind: "tool", id: "tool_1", arguments: {}, dropped: true });
  assert.deepEqual(entries[2], { kind: "handoff", id: "handoff_2", toVersionId: "v2" });
  assert.deepEqual(entries[4], { kind: "tool", id: "tool_4", arguments: {} });
});

test("a hand-off to an unknown agent has no target, and later agent ids decide which version writes", () => {
  const versionOf = (agentId: string) => agentId === "ag_2" ? "v2" : null;
  const handoff = [
    { type: "agent.handoff.started", previous_agent_id: "?", id: "h", output_index: 0 },
    { type: "agent.handoff.done", next_agent_id: "??", id: "h", output_index: 0 },
  ];
  const before = outcomeOf(handoff, { versionOf });
  assert.equal(before.transcript.speaker, "v1");
  assert.deepEqual(before.entries[0], { kind: "handoff", id: "handoff_0", toVersionId: null });
  const spoken = said("x", { output_index: 1, agent_id: "ag_2" });
  assert.equal(outcomeOf([...handoff, spoken], { versionOf }).transcript.speaker, "v2");
});
