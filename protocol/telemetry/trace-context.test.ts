import assert from "node:assert/strict";
import { test } from "node:test";
import { readTraceparent, spanIdOf, spanUnder, writeTraceparent } from "./trace-context.ts";

const parent = `00-${"a1".repeat(16)}-${"b2".repeat(8)}-01`;

test("a traceparent is parsed and written without loss", () => {
  const read = readTraceparent(parent);
  assert.deepEqual(read, { traceId: "a1".repeat(16), spanId: "b2".repeat(8), sampled: true });
  assert.equal(read && writeTraceparent(read), parent);
});

test("a traceparent that is malformed, of another version or all zero is no context", () => {
  const bad = [null, "", "x", parent.replace("00-", "01-"), `00-${"0".repeat(32)}-b2-01`];
  for (const text of [...bad, `00-${"0".repeat(32)}-${"b2".repeat(8)}-01`]) {
    assert.equal(readTraceparent(text), null);
  }
});

test("the same key gives the same span in a trace, another key another span", () => {
  const turn = spanUnder(parent, "turn_1");
  assert.deepEqual(turn, spanUnder(parent, "turn_1"));
  assert.equal(turn?.traceId, "a1".repeat(16));
  const ids = new Set(Array.from({ length: 5_000 }, (_, i) => spanIdOf(`run-1/${i}`)));
  assert.equal(ids.size, 5_000);
  for (const id of ids) assert.match(id, /^[0-9a-f]{16}$/);
});

test("a trace that is not recorded has no spans of keys", () => {
  assert.equal(spanUnder(parent.replace(/01$/, "00"), "turn_1"), null);
  assert.equal(spanUnder(null, "turn_1"), null);
});
