import assert from "node:assert/strict";
import { test } from "node:test";
import { textsOf } from "./texts-of.ts";
import { wordDiff } from "./word-diff.ts";

test("texts are compared word by word", () => {
  assert.deepEqual(wordDiff("Answer in short.", "Answer in long."), [
    { kind: "same", text: "Answer in " },
    { kind: "removed", text: "short" },
    { kind: "added", text: "long" },
    { kind: "same", text: "." },
  ]);
});

test("long unchanged stretches are left out, except next to a change", () => {
  const long = "word ".repeat(500);
  const parts = wordDiff(`${long}a ${long}`, `${long}b ${long}`) ?? [];
  assert.deepEqual(parts.map(({ kind }) => kind), [
    ...["gap", "same", "removed", "added", "same", "gap"],
  ]);
  assert.ok(parts.every(({ text }) => text.length <= 200));
});

test("texts that have nothing in common are given up in time", () => {
  const words = (seed: number) =>
    Array.from({ length: 20_000 }, (_, i) => ((i * 7_919 + seed) % 104_729).toString(36)).join(" ");
  const start = performance.now();
  assert.equal(wordDiff(words(1), words(50_000)), null);
  assert.ok(performance.now() - start < 3_000);
});

test("two texts or two JSON values have words to compare; a number and nothing have none", () => {
  assert.deepEqual(textsOf("a", "b"), { before: "a", after: "b" });
  assert.deepEqual(textsOf({ a: 1 }, [2]), { before: '{\n  "a": 1\n}', after: "[\n  2\n]" });
  assert.equal(textsOf(1, 2), null);
  assert.equal(textsOf(null, "b"), null);
});
