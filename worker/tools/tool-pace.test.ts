import assert from "node:assert/strict";
import { test } from "node:test";
import { ToolPace } from "./tool-pace.ts";

const tool = { server: "prices", name: "quote" };

test("a tool is quick after three quick answers in a row, each tool for itself", () => {
  const pace = new ToolPace();
  const seen = [10, 20, 30, 1_500, 10].map((ms) => {
    pace.note(tool, ms);
    return pace.isQuick(tool);
  });
  assert.deepEqual(seen, [false, false, true, false, false]);
  assert.equal(pace.isQuick({ ...tool, name: "other" }), false);
});

test("one that broke has to show anew that it is quick", () => {
  const pace = new ToolPace();
  for (let n = 0; n < 3; n++) pace.note(tool, 1);
  pace.forget(tool);
  assert.equal(pace.isQuick(tool), false);
});
