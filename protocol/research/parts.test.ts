import assert from "node:assert/strict";
import { test } from "node:test";
import { partsOf } from "./parts.ts";

test("a section streams under its title, which is told only once it is whole", () => {
  const value = { sections: [{ title: "Pri" }] };
  assert.deepEqual(partsOf("WRITE", { value, open: ["sections", 0, "title"] }), [""]);
  const more = { sections: [{ title: "Prices", text: "They" }] };
  assert.deepEqual(partsOf("WRITE", { value: more, open: ["sections", 0, "text"] }), [
    "## Prices\n\nThey",
  ]);
});

test("a plan is its summary, then a line for each search that is whole", () => {
  const searches = [{ query: "a", reason: "b" }, { query: "c", rea: "" }];
  const value = { summary: "First", searches };
  const half = partsOf("PLAN", { value, open: ["searches", 1, "reason"] });
  assert.deepEqual(half, ["First", "- **a**: b"]);
  assert.deepEqual(partsOf("PLAN", { value: { summary: "Fi" }, open: ["summary"] }), ["Fi"]);
});

test("an analysis lists its figures, a verdict what is wrong", () => {
  const metrics = [{ name: "PE", value: 42, unit: null, period: "2026-Q3" }];
  assert.deepEqual(partsOf("RISK", { value: { summary: "S", metrics }, open: null }), [
    "S",
    "- PE: 42 (2026-Q3)",
  ]);
  const verdict = { passed: false, issues: [{ claim: "A", problem: "B" }] };
  assert.deepEqual(partsOf("VERIFY", { value: verdict, open: null }), [
    "The report goes back.\n- A: B",
  ]);
});
