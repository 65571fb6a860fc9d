import assert from "node:assert/strict";
import { test } from "node:test";
import { partialTexts } from "../json/partial-json.ts";
import { partsOf, writtenSoFar } from "./parts.ts";

test("a section streams under its title, which appears only when it is complete", () => {
  const value = { sections: [{ title: "Pri" }] };
  assert.deepEqual(partsOf("WRITE", { value, open: ["sections", 0, "title"] }), [""]);
  const more = { sections: [{ title: "Prices", text: "They" }] };
  assert.deepEqual(partsOf("WRITE", { value: more, open: ["sections", 0, "text"] }), [
    "## Prices\n\nThey",
  ]);
});

test("a plan is its summary, then a line for each complete search", () => {
  const searches = [{ query: "a", reason: "b" }, { query: "c", rea: "" }];
  const value = { summary: "First", searches };
  const half = partsOf("PLAN", { value, open: ["searches", 1, "reason"] });
  assert.deepEqual(half, ["First", "- **a**: b"]);
  assert.deepEqual(partsOf("PLAN", { value: { summary: "Fi" }, open: ["summary"] }), ["Fi"]);
});

test("an analysis lists its figures, a verdict its issues", () => {
  const metrics = [{ name: "PE", value: 42, unit: null, period: "2026-Q3" }];
  assert.deepEqual(partsOf("RISK", { value: { summary: "S", metrics }, open: null }), [
    "S",
    "- PE: 42 (2026-Q3)",
  ]);
  const verdict = { passed: false, issues: [{ claim: "A", problem: "B" }] };
  assert.deepEqual(partsOf("VERIFY", { value: verdict, open: null }), [
    "- A: B\nThe report goes back.",
  ]);
});

test("from every prefix of the JSON, each part only grows", () => {
  const report = {
    title: "R",
    summary: "S",
    sections: [{ title: 'Price "up"', text: "It 📈 rose.\n\nMuch." }, { title: "B", text: "C" }],
    metrics: [{ name: "PE", value: "4", unit: null }],
  };
  const whole = JSON.stringify(report);
  let before: string[] = [];
  for (let cut = 0; cut <= whole.length; cut++) {
    const parts = partsOf("WRITE", writtenSoFar(partialTexts(whole.slice(0, cut))));
    before.forEach((text, i) => assert.ok(parts[i]?.startsWith(text), `${text} | ${parts[i]}`));
    before = parts;
  }
  assert.deepEqual(before, partsOf("WRITE", { value: report, open: null }));
});
