import assert from "node:assert/strict";
import { test } from "node:test";
import type { Expectations } from "../dataset.ts";
import type { StoredRun } from "../stored-run.ts";
import { expecting, metricOf, phaseOf, reportOf, runOf } from "../testing/run.ts";
import { pointsOf, scoreRun } from "./score-run.ts";

/** The rules that a run does not pass, each with its reason. */
function faults(over: Partial<StoredRun>, expect: Partial<Expectations> = {}) {
  const scores = scoreRun(runOf(over), expecting(expect));
  return Object.fromEntries(scores.filter((s) => !s.passed).map((s) => [s.rule, s.why]));
}

test("a valid run passes all rules with all points", () => {
  const scores = scoreRun(runOf(), expecting({ maxCost: "0.05", mentions: ["nvda"] }));
  assert.deepEqual(scores.filter((s) => !s.passed), []);
  assert.equal(pointsOf(scores), 1);
});

test("a figure that is not in the cited tool's result is found, and the verdict that passed it", () => {
  const metrics = [metricOf("150.00", { last: 141.89 }), metricOf("141.89", { last: 141.89 })];
  assert.deepEqual(faults({ report: reportOf({ metrics }) }), {
    figures: "Price 150.00: 150.00 is not in get_prices",
    verdict: "it passed what these rules do not: figures",
  });
});

test("figures without a tool are allowed up to a share", () => {
  const metrics = [metricOf("1", 1), { ...metricOf("2", null), toolCall: null }];
  const over = { report: reportOf({ metrics, sections: runOf().report?.sections ?? [] }) };
  assert.match(faults(over).figures ?? "", /1 of 2 figures cite a tool, 2 should/);
  assert.equal(faults(over, { figuresFromTools: 0.5 }).figures, undefined);
});

test("numbers in the text without a source are found", () => {
  const sections = [{
    title: "Prices",
    text: "It costs 999.99 USD, and more of it is to be said here, at some length.",
  }];
  assert.equal(
    faults({ report: reportOf({ sections }) }, { minSections: 1 }).prose,
    "no source has 999.99",
  );
});

test("an address that no search found is named, in the list and in the text", () => {
  const sources = [{ title: "Made up", url: "https://made.up/a" }];
  const { sources: why } = faults({ report: reportOf({ sources }) });
  assert.equal(why, "no search found https://made.up/a");
  const [first, second] = reportOf().sections;
  const text = `${first?.text} [and](https://made.up/b)`;
  const sections = [{ title: "Prices", text }, second ?? { title: "", text: "" }];
  assert.equal(
    faults({ report: reportOf({ sections }) }).sources,
    "no search found https://made.up/b",
  );
});

test("a missing part of the structure is named", () => {
  const why = faults({ report: reportOf({ summary: " ", followUps: [] }) }, {
    minSections: 3,
    mentions: ["AMD"],
    topics: [["margin", "revenue"], ["risk"]],
  }).structure;
  assert.equal(
    why,
    "no summary; no question worth asking next; 2 sections, not 3; AMD is not mentioned; nothing about margin, revenue",
  );
});

test("a part that was lost must be admitted", () => {
  const lost = phaseOf("SEARCH", { name: "latest results", status: "FAILED" });
  const phases = [...runOf().phases, lost];
  assert.match(faults({ phases }, { lostPhases: 1 }).gaps ?? "", /"latest results" is missing/);
  const [first, second] = reportOf().sections;
  const admitted = { title: "Missing", text: `${second?.text}\n- Latest results: no answer` };
  const report = reportOf({ sections: [first ?? admitted, admitted] });
  assert.deepEqual(faults({ phases, report }, { lostPhases: 1 }), {});
  assert.match(faults({ phases, report }).gaps ?? "", /1 phases were lost, not 0/);
});

test("the verdict is compared with the expected one", () => {
  assert.deepEqual(faults({ verified: false }), { verdict: "verified is false" });
  assert.deepEqual(faults({ verified: false }, { verified: false }), {});
});

test("tools, time and cost have their limits", () => {
  assert.deepEqual(faults({}, { tools: ["get_news"], maxSeconds: 9, maxCost: "0.01" }), {
    tools: "get_news was not used",
    time: "10.0 s",
    cost: "0.02 USD, over 0.01",
  });
});

test("a run that is expected to fail is scored by its status, not by its report", () => {
  const failed = { status: "FAILED" as const, report: null, verified: false };
  assert.deepEqual(faults(failed, { status: "FAILED" }), {});
  assert.equal(faults(failed).ending, "FAILED, not COMPLETED");
});
