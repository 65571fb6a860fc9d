import assert from "node:assert/strict";
import { test } from "node:test";
import { readDirectives } from "./directives.ts";
import { fragments } from "./fragments.ts";
import { filler } from "./prose.ts";

test("directives are read and taken out of the text", () => {
  const read = readDirectives(
    'Hi [[tool:a__b {"x":[1,{"y":2}]}]] [[then:c {}]] [[handoff:desk]] [[unknown-tool]] there',
  );
  assert.deepEqual(read.calls, [{ name: "a__b", arguments: '{"x":[1,{"y":2}]}' }]);
  assert.deepEqual(read.then, [{ name: "c", arguments: "{}" }]);
  assert.deepEqual([read.handoff, read.unknownTool, read.brokenArguments], ["desk", true, false]);
  assert.match(read.text, /^Hi\s+there$/);
});

test("other double brackets stay text", () => {
  assert.equal(readDirectives("see [[wiki page]]").text, "see [[wiki page]]");
});

test("a length is understood in words and tokens", () => {
  assert.deepEqual(readDirectives("[[say 300 words]]").length, { count: 300, unit: "words" });
  assert.deepEqual(readDirectives("answer in about 40 tokens").length, {
    count: 40,
    unit: "tokens",
  });
  assert.equal(readDirectives("I have 40 words").length, undefined);
});

test("filler has exactly the asked length", () => {
  assert.equal(filler({ count: 777, unit: "words" }).trim().split(/\s+/).length, 777);
  assert.equal(fragments(filler({ count: 5_000, unit: "tokens" })).length, 5_000);
});

test("fragments join to the text again and never split a character", () => {
  const text = "Prix: 🙂🙂🙂🙂🙂🙂🙂 élevé,\n\n  fin  ";
  assert.equal(fragments(text).join(""), text);
  for (const piece of fragments(text)) assert.doesNotMatch(piece, /[\uD800-\uDBFF]$/);
});
