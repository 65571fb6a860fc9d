import assert from "node:assert/strict";
import { test } from "node:test";
import { findText } from "./find-text.ts";

const textOf = (nodes: string[], wanted: string) =>
  findText(nodes, wanted).map(({ from, to }) =>
    nodes.slice(from.node, to.node + 1).map((node, i, all) =>
      node.slice(i === 0 ? from.offset : 0, i === all.length - 1 ? to.offset : undefined)
    ).join("")
  );

test("a text is found across nodes, whatever its spaces, markup and case", () => {
  const nodes = ["NVDA closed ", "up", " 27.2\u00a0% since May; Up 27.2 %"];
  assert.deepEqual(textOf(nodes, "*up* 27.2 %"), ["up 27.2\u00a0%", "Up 27.2 %"]);
  assert.deepEqual(textOf(nodes, "down"), []);
  assert.deepEqual(textOf(nodes, " "), []);
});

test("a number is not found in a longer one", () => {
  assert.deepEqual(textOf(["in 2041, 41.5 and 1,412 of 41."], "41"), ["41"]);
});
