import assert from "node:assert/strict";
import { test } from "node:test";
import { splitLive, splitMarkdown } from "./split-markdown.ts";

test("paragraphs and headings are blocks of their own", () => {
  const blocks = ["# A\n\n", "first\nline\n\n", "last"];
  assert.deepEqual(splitMarkdown(blocks.join("")), blocks);
});

test("a list with empty lines, and what is indented below its items, stay together", () => {
  const list = "1. a\n\n   more of a\n\n2. b\n\n";
  assert.deepEqual(splitMarkdown(`${list}after`), [list, "after"]);
});

test("empty lines of code do not end its block, also while it is written", () => {
  const code = "```ts\na\n\nb\n```\n\n";
  assert.deepEqual(splitMarkdown(`${code}after`), [code, "after"]);
  assert.equal(splitMarkdown("````\n```\n\nb").length, 1);
  assert.deepEqual(splitMarkdown("```code```\n\nb"), ["```code```\n\n", "b"]);
});

test("a text with definitions of links is one block once it is complete", () => {
  const text = "see [a]\n\nb\n\n[a]: https://example.com\n";
  assert.equal(splitMarkdown(text).length, 1);
  assert.equal(splitLive(text).length, 3);
});

test("the blocks are the text, and finished blocks stay while it grows", () => {
  const text = "a\n\n- b\n\n- c\n\nd **e**\n\n1. x\n\n2024 was\n\n> f\n\n~~~\ng\n\n~~~\n\nh";
  const whole = splitLive(text);
  assert.equal(whole.join(""), text);
  for (let n = 1; n <= text.length; n++) {
    const finished = splitLive(text.slice(0, n)).slice(0, -1);
    assert.deepEqual(finished, whole.slice(0, finished.length));
  }
});

test("a text of very many blocks has its rest in the last one, and a long one is split in spite of definitions", () => {
  const many = "a\n\n".repeat(50_000);
  const blocks = splitMarkdown(many);
  assert.equal(blocks.length, 1_001);
  assert.equal(blocks.join(""), many);
  assert.equal(splitMarkdown(`[a]: /b\n\n${"word ".repeat(5_000)}`).length, 2);
});

test("a long list with empty lines is split in a time that grows with its length", () => {
  const begun = performance.now();
  assert.equal(splitMarkdown("- a\n\n".repeat(200_000)).length, 1);
  assert.ok(performance.now() - begun < 5_000);
});
