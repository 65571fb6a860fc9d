import assert from "node:assert/strict";
import { test } from "node:test";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { isCostly } from "./costly-markdown.ts";
import MarkdownBlock from "./markdown-block.tsx";

const lines = (count: number, line: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => line(at)).join("\n");

test("text that would block the page or exhaust its stack is not rendered", () => {
  const bombs = {
    quotes: ">".repeat(5_000) + " a",
    "items in items": "- ".repeat(3_000) + "a",
    "numbers in numbers": "1. ".repeat(100) + "a",
    "indented items": lines(2_000, (at) => `${" ".repeat(2 * at)}- a`),
    "a wide table": `${"|a".repeat(3_000)}\n${"|-".repeat(3_000)}\n${"|\n".repeat(300)}`,
    "a long table": `|a|b|\n|-|-|\n${"|a|b|\n".repeat(20_000)}`,
    brackets: "[".repeat(20_000),
    emphasis: "*".repeat(3_000) + "a" + "*".repeat(3_000),
    backticks: lines(1_500, (at) => "`".repeat(at)),
    "a long code": "```\n" + "x\n".repeat(200_000) + "```",
  };
  for (const [name, text] of Object.entries(bombs)) assert.ok(isCostly(text), name);
});

test("what people and models write is rendered", () => {
  const texts = {
    "a long text": "A sentence with **one** word. ".repeat(500),
    "a table": `|a|b|c|\n|-|-|-|\n${"|1|2|3|\n".repeat(500)}`,
    "a list": lines(12, (at) => `${"  ".repeat(at)}- item`),
    code: "```ts\n" + `${" ".repeat(120)}x = [[1]];\n`.repeat(1_000) + "```\n",
    quotes: "> > > He wrote that.",
  };
  for (const [name, text] of Object.entries(texts)) assert.ok(!isCostly(text), name);
});

test("the costliest text that is rendered takes no time that a reader notices, and no deep stack", () => {
  const texts = [
    ...["[".repeat(2_000), "*".repeat(1_000) + "a" + "*".repeat(1_000), "> ".repeat(20) + "a"],
    lines(40, (at) => `${"  ".repeat(at)}- a`),
    lines(60, (at) => "`".repeat(at)),
    `${"|a".repeat(70)}\n${"|-".repeat(70)}\n${"|\n".repeat(80)}`,
  ];
  for (const text of texts) {
    assert.ok(!isCostly(text), text.slice(0, 10));
    const begun = performance.now();
    renderToStaticMarkup(createElement(MarkdownBlock, { text }));
    const took = performance.now() - begun;
    assert.ok(took < 5_000, `${text.slice(0, 10)} ${took}`); // a bomb takes minutes; the machine may be busy
  }
});
