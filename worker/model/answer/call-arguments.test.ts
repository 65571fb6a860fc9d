import assert from "node:assert/strict";
import { test } from "node:test";
import { parseArguments } from "./call-arguments.ts";
import {
  called,
  done,
  joined,
  outcomeOf,
  started,
  type WireEvent,
} from "../testing/wire-answer.ts";

const argumentsOf = (...events: WireEvent[]) => {
  const { entries, chunks } = outcomeOf([started, ...events, done]);
  const [first] = entries;
  assert.equal(entries.length, 1);
  return { value: first?.kind === "tool" && first.arguments, text: joined(chunks, "tool_0") };
};

test("arguments that arrive as data are JSON text, complete or split over events", () => {
  const data = argumentsOf(called({ symbol: "NVDA" }));
  assert.deepEqual(data, { value: { symbol: "NVDA" }, text: '{"symbol":"NVDA"}' });
  assert.deepEqual(argumentsOf(called(""), called({ a: 1 })).value, { a: 1 });
  assert.deepEqual(argumentsOf(called({ a: 1 }), called({ b: [2] }), called(null)).value, {
    ...{ a: 1, b: [2] },
  });
  assert.deepEqual(argumentsOf(called({ a: 1 }), called({ a: 1, b: 2 })).value, { a: 1, b: 2 });
  assert.deepEqual(argumentsOf(called('{"a":1}'), called({ b: 2 })).value, { a: 1, b: 2 });
});

test("missing, empty and null arguments are an empty object", () => {
  for (const none of [undefined, null, "", "  ", "null", {}]) {
    assert.deepEqual(argumentsOf(called(none)).value, {}, JSON.stringify(none));
  }
});

test("an object inside a JSON string is unwrapped; other data is unchanged", () => {
  assert.deepEqual(parseArguments(JSON.stringify('{"a":1}')), { a: 1 });
  assert.deepEqual(parseArguments("[1]"), [1]);
  assert.equal(parseArguments('{"a":'), '{"a":');
});

test("a call without an id gets a derived one, the same each time; a later id is used", () => {
  const own = () => outcomeOf([started, called("{}", { tool_call_id: null }), done]);
  const [opened] = own().opened;
  const id = opened?.kind === "tool" ? opened.remoteToolCallId : "";
  assert.match(id ?? "", /^[a-z0-9]{9}$/);
  assert.deepEqual(own().opened, own().opened);
  const [call] = own().entries;
  assert.equal(call?.kind === "tool" && call.ownCallId, true);
  const late = [called("{", { tool_call_id: null }), called("}", { tool_call_id: "late12345" })];
  assert.deepEqual(outcomeOf([started, ...late, done]).entries[0], {
    ...{ kind: "tool", id: "tool_0", arguments: {}, remoteToolCallId: "late12345" },
  });
});

test("two calls with the same id get two ids, so that their results can be distinguished", () => {
  const second = called('{"b":2}', { id: "fc_1", output_index: 1 });
  const { opened, entries } = outcomeOf([started, called('{"a":1}'), second, done]);
  const ids = opened.map((o) => o.kind === "tool" && o.remoteToolCallId);
  assert.equal(new Set(ids).size, 2);
  assert.deepEqual(entries.map((e) => e.kind === "tool" && e.ownCallId), [undefined, true]);
});

test("the pieces of a name are joined, a repeated name is not", () => {
  const named = (...names: (string | null)[]) => {
    const events = names.map((name) => called("", { name }));
    const [call] = outcomeOf([started, ...events, called("{}", { name: null }), done]).entries;
    return call?.kind === "tool" ? call.tool : null;
  };
  assert.deepEqual(named("prices__get", "_quote"), { server: "prices", name: "get_quote" });
  assert.deepEqual(named(null, "prices__q"), { server: "prices", name: "q" });
  assert.deepEqual(named("prices__q", "prices__quote"), { server: "prices", name: "quote" });
  assert.equal(named("prices__quote", "prices__quote"), undefined);
});

test("arguments that are nested too deeply remain text, which the tool call refuses", () => {
  const deep = `{"a":${"[".repeat(3_000)}${"]".repeat(3_000)}}`;
  assert.equal(parseArguments(deep), deep);
});
