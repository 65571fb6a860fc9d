import assert from "node:assert/strict";
import { test } from "node:test";
import { slowestFiles } from "./slowest.ts";

test("a step of one file counts as a whole, one of several by its report", () => {
  const step = (...files: string[]) => ({ name: "", command: "", args: [], withinMs: 1, files });
  const xml = `<testcase name="a" classname="./store/a.test.ts" time="3"/>
    <testcase name="b" file="/root/store/b.test.ts" time="1"/>`;
  const results = [
    { step: step("store/a.test.ts", "store/b.test.ts"), ms: 9_000, xml },
    { step: step("tests/log/c.test.ts"), ms: 2_000, xml: "" },
    { step: step(), ms: 7_000 },
  ];
  assert.deepEqual(slowestFiles(results, 2, "/root"), [
    { file: "store/a.test.ts", ms: 3_000 },
    { file: "tests/log/c.test.ts", ms: 2_000 },
  ]);
});
