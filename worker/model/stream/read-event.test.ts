import assert from "node:assert/strict";
import { test } from "node:test";
import { EventReader } from "./event-reader.ts";
import { eventsOfAnswer } from "./json-answer.ts";
import { readEvent, readFrame } from "./read-event.ts";
import { readUsage } from "./read-usage.ts";
import { UndecodableError } from "./stream-faults.ts";

test("only the type of an event is required; other fields may be missing or of another type", () => {
  assert.deepEqual(readEvent({ type: "function.call.delta" }), {
    ...{ type: "call", id: null, index: null, agentId: null, model: null },
    ...{ toolCallId: null, name: null, arguments: null },
  });
  const odd = {
    ...{ type: "function.call.delta", created_at: 12, output_index: "3", id: 7, more: [] },
    ...{ name: 5, tool_call_id: ["x"], arguments: [1], agent_id: "" },
  };
  assert.deepEqual(readEvent(odd), {
    ...{ type: "call", id: "7", index: 3, agentId: null, model: null, toolCallId: null, name: "5" },
    arguments: { text: "[1]", whole: true },
  });
});

test("ids that could not be sent back are null", () => {
  const idOf = (id: unknown) => {
    const event = readEvent({ type: "message.output.delta", id });
    return event.type === "message" ? event.id : undefined;
  };
  for (const id of [null, "", "a\u0000b", "a\nb", "\ud83d", "x".repeat(300), {}, []]) {
    assert.equal(idOf(id), null, JSON.stringify(id)?.slice(0, 20));
  }
  assert.equal(idOf("chatcmpl-tool-é"), "chatcmpl-tool-é");
});

test("an event of another type is unknown and has its name", () => {
  for (const type of ["ping", "conversation.compaction.started", "constructor", "toString"]) {
    assert.deepEqual(readEvent({ type }), { type: "unknown", name: type });
  }
});

test("a frame may contain several events; an end marker and blank data contain none", () => {
  const frame = '[{"type":"ping"},{"type":"conversation.response.done"}]';
  assert.deepEqual(readFrame(frame).map((e) => e.type), ["unknown", "done"]);
  for (const none of ["[DONE]", " [DONE]\n", "", "  "]) assert.deepEqual(readFrame(none), []);
});

test("anything but a JSON object with a type is undecodable", () => {
  const deep = `{"type":"function.call.delta","arguments":${"[".repeat(20_000)}${
    "]".repeat(20_000)
  }}`;
  for (const bad of ['{"type": "con', "1", "null", '"x"', "{}", '{"type":null}', "[1]", deep]) {
    assert.throws(() => readFrame(bad), UndecodableError, bad.slice(0, 20));
  }
});

test("usage is read under either name, as text, as fractions, and as the rest of the total", () => {
  const usage = (inputTokens: number | null, outputTokens: number | null) => ({
    inputTokens,
    outputTokens,
  });
  const recorded = { prompt_tokens: 215, completion_tokens: 19, connector_tokens: 5 };
  assert.deepEqual(readUsage(recorded), usage(220, 19));
  assert.deepEqual(readUsage({ input_tokens: "10", output_tokens: 2.5 }), usage(10, 3));
  assert.deepEqual(readUsage({ total_tokens: 12, completion_tokens: 4 }), usage(8, 4));
  assert.deepEqual(readUsage({ prompt_tokens: 3 }), usage(3, null));
  assert.deepEqual(readUsage({ prompt_tokens: 1e300, completion_tokens: 1 }), usage(1e9, 1));
  for (
    const none of [null, undefined, {}, [], "x", { prompt_tokens: -1 }, { input_tokens: "ten" }]
  ) {
    assert.equal(readUsage(none), null);
  }
});

test("JSON that is nested too deeply is undecodable, in events and in documents", () => {
  const nested = (depth: number) => `${"[".repeat(depth)}"x"${"]".repeat(depth)}`;
  const event = (depth: number) => `{"type":"message.output.delta","content":${nested(depth)}}`;
  assert.equal(readFrame(event(100))[0]?.type, "message");
  const list = `{"outputs":[${event(300).replace(".delta", "")}]}`;
  for (const depth of [300, 100_000]) {
    assert.throws(() => readFrame(event(depth)), UndecodableError);
  }
  assert.throws(() => eventsOfAnswer(list), UndecodableError);
});

test("an undecodable answer is read to its end for its usage", () => {
  const reader = new EventReader();
  const done =
    '{"type":"conversation.response.done","usage":{"prompt_tokens":3,"completion_tokens":4}}';
  const message = '{"type":"message.output.delta","content":"x"}';
  assert.equal(reader.read([message, "{broken", message]).length, 1);
  assert.throws(() => reader.read([message, done]), (e) => {
    assert.ok(e instanceof UndecodableError);
    assert.deepEqual(e.ended, { usage: { inputTokens: 3, outputTokens: 4 } });
    return true;
  });
  const behind = new EventReader();
  assert.equal(behind.read([message, done, "{broken", done]).length, 2, "what follows is not read");
  const cut = new EventReader();
  cut.read(["{broken"]);
  assert.throws(() => cut.end(), (e) => e instanceof UndecodableError && e.ended === null);
});
