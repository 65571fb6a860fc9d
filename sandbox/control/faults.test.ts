import assert from "node:assert/strict";
import { test } from "node:test";
import { createFaults, matches, readFaultRule } from "./faults.ts";

const subject = {
  operation: "conversations.append",
  conversation: "c1",
  agent: "a1",
  model: "m",
  text: "hello Ada",
};

test("a fault applies to requests that match all its fields, by default to operations of conversations", () => {
  assert.ok(matches({}, subject));
  assert.ok(!matches({}, { ...subject, operation: "agents.create" }));
  assert.ok(matches({ operation: "*" }, { ...subject, operation: "agents.create" }));
  assert.ok(matches({ conversation: "c1", textIncludes: "Ada" }, subject));
  assert.ok(!matches({ conversation: "c2", textIncludes: "Ada" }, subject));
});

test("a rule skips requests, applies, and is used up", () => {
  const faults = createFaults();
  faults.add(readFaultRule({ kind: "conflict", skip: 1, times: 2 }));
  const taken = Array.from({ length: 5 }, () => faults.take(subject)?.kind);
  assert.deepEqual(taken, [undefined, "conflict", "conflict", undefined, undefined]);
});

test("an unknown kind is rejected", () => {
  assert.throws(() => readFaultRule({ kind: "boom" as "conflict" }), /kind must be one of/);
});
