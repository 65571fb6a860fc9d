import assert from "node:assert/strict";
import { test } from "node:test";
import { add, closingLine, countJunit, countStep, secondsByFile } from "./junit.ts";

const denoReport = `<testsuites name="deno test" tests="3" failures="1">
  <testsuite name="./a.test.ts">
    <testcase name="ok" classname="./a.test.ts" time="0.001" line="3" col="1">
    </testcase>
    <testcase name="bad" line="4"><failure message="1 !== 2">at a =&gt; b</failure></testcase>
    <testcase name="left out" line="5"><skipped/></testcase>
  </testsuite>
</testsuites>`;

const nodeReport = `<testsuites>
  <testcase name="gives a => b" time="0.0006" classname="test"/>
  <testsuite name="group"><testcase name="inner" classname="test"/></testsuite>
  <testcase name="bad" failure="x > y"><failure type="testCodeFailure">&lt;testcase></failure></testcase>
  <testcase name="sk"><skipped type="skipped" message="true"/></testcase>
</testsuites>`;

test("countJunit counts Deno's report", () => {
  assert.deepEqual(countJunit(denoReport), { passed: 1, failed: 1, skipped: 1 });
});

test("countJunit counts Node's report, nested cases and > in names included", () => {
  assert.deepEqual(countJunit(nodeReport), { passed: 2, failed: 1, skipped: 1 });
});

test("a step without report is one case", () => {
  assert.deepEqual(countStep(0, undefined), { passed: 1, failed: 0, skipped: 0 });
  assert.deepEqual(countStep(2, undefined), { passed: 0, failed: 1, skipped: 0 });
});

test("an exit code other than 0 without a failed case is one failure", () => {
  const passing = `<testcase name="a"/>`;
  assert.deepEqual(countStep(1, passing), { passed: 1, failed: 1, skipped: 0 });
  assert.deepEqual(countStep(1, ""), { passed: 0, failed: 1, skipped: 0 });
});

test("an exit code other than 0 adds nothing to failed cases", () => {
  assert.equal(countStep(1, denoReport).failed, 1);
});

test("the closing line names skipped cases only where there are some", () => {
  const count = { passed: 3, failed: 0, skipped: 0 };
  assert.equal(closingLine(count), "3 passed, 0 failed");
  assert.equal(closingLine(add(count, countJunit(denoReport))), "4 passed, 1 failed, 1 skipped");
});

test("secondsByFile sums the cases of each file, as Deno and Node name it", () => {
  const deno = `<testcase name="a > b" classname="./a.test.ts" time="0.5"></testcase>
    <testcase name="c" classname="./a.test.ts" time="1"/>`;
  const node = `<testcase name="x" time="2" classname="test" file="/r/b.test.ts"/>`;
  assert.deepEqual([...secondsByFile(deno + node)], [["./a.test.ts", 1.5], ["/r/b.test.ts", 2]]);
});
