import assert from "node:assert/strict";
import { test } from "node:test";
import { ToolPace } from "./tool-pace.ts";

const tool = { server: "prices", name: "quote" };

test("a tool is quick after three fast answers in a row, independently of others", () => {
  const pace = new ToolPace();
  const seen = [10, 20, 30, 1_500, 10].map((ms) => {
    pace.note(tool, ms);
    return pace.isQuick(tool);
  });
  assert.deepEqual(seen, [false, false, true, false, false]);
  assert.equal(pace.isQuick({ ...tool, name: "other" }), false);
});

test("a tool that failed needs three fast answers again", () => {
  const pace = new ToolPace();
  for (let n = 0; n < 3; n++) pace.note(tool, 1);
  pace.reset(tool);
  assert.equal(pace.isQuick(tool), false);
});
