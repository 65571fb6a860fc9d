import assert from "node:assert/strict";
import { test } from "node:test";
import { readDirectives } from "./directives.ts";
import { fragments } from "./fragments.ts";
import { filler } from "./prose.ts";

test("directives are read and removed from the text", () => {
  const read = readDirectives(
    'Hi [[tool:a__b {"x":[1,{"y":2}]}]] [[then:c {}]] [[handoff:trader]] [[unknown-tool]] there',
  );
  assert.deepEqual(read.calls, [{ name: "a__b", arguments: '{"x":[1,{"y":2}]}' }]);
  assert.deepEqual(read.then, [{ name: "c", arguments: "{}" }]);
  assert.deepEqual([read.handoff, read.unknownTool, read.brokenArguments], ["trader", true, false]);
  assert.match(read.text, /^Hi\s+there$/);
});

test("unknown directives stay in the text", () => {
  assert.equal(readDirectives("see [[wiki page]]").text, "see [[wiki page]]");
});

test("a length is read in words and tokens", () => {
  assert.deepEqual(readDirectives("[[say 300 words]]").length, { count: 300, unit: "words" });
  assert.deepEqual(readDirectives("answer in about 40 tokens").length, {
    count: 40,
    unit: "tokens",
  });
  assert.equal(readDirectives("I have 40 words").length, undefined);
});

test("filler has exactly the requested length", () => {
  assert.equal(filler({ count: 777, unit: "words" }).trim().split(/\s+/).length, 777);
  assert.equal(fragments(filler({ count: 5_000, unit: "tokens" })).length, 5_000);
});

test("joined fragments give the text, and no fragment splits a character", () => {
  const text = "Prix: 🙂🙂🙂🙂🙂🙂🙂 élevé,\n\n  fin  ";
  assert.equal(fragments(text).join(""), text);
  for (const piece of fragments(text)) assert.doesNotMatch(piece, /[\uD800-\uDBFF]$/);
});
