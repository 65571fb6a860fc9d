import assert from "node:assert/strict";
import { test } from "node:test";
import type { Expectations } from "../dataset.ts";
import type { StoredRun } from "../stored-run.ts";
import { expecting, metricOf, phaseOf, reportOf, runOf, verdictOf } from "../testing/run.ts";
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

const wrong = "The result says 141.89 USD, not 150.00 USD.";
const lie = { figure: "Price, NVDA", problem: "^The result says 141" };

test("a figure that is not proven is found, and the verdict that passed it", () => {
  const metrics = [metricOf("Price, NVDA", wrong), metricOf("Price, AMD")];
  assert.deepEqual(faults({ report: reportOf({ metrics }) }), {
    figures: `Price, NVDA: ${wrong}`,
    verdict: "it passed what these rules do not: figures",
  });
});

test("a figure that must not be proven is no fault, and one that is proven in spite of it is", () => {
  const report = reportOf({ metrics: [metricOf("Price, NVDA", wrong)] });
  assert.deepEqual(faults({ report }, { unproven: [lie] }), {});
  assert.equal(
    faults({}, { unproven: [lie] }).figures,
    'no figure "Price, NVDA" is unproven with ^The result says 141',
  );
  assert.match(faults({ report }, { unproven: [{ ...lie, problem: "AMD" }] }).figures ?? "", /AMD/);
});

test("an analyst's figure that the writer left out is found by its problem, too", () => {
  const metrics = [metricOf("Price, NVDA", wrong)];
  const phases = [
    ...runOf().phases,
    phaseOf("PRICES", { outcome: { __typename: "Analysis", metrics } }),
  ];
  assert.deepEqual(faults({ phases }, { unproven: [lie] }), {});
});

test("numbers without support are found, and those that must be listed are missed", () => {
  const unsupported = [{ number: "41.7 %", sentence: "Its market share is 41.7 %." }];
  const report = reportOf({ unsupported });
  assert.equal(faults({ report }).prose, "nothing supports 41.7 %");
  assert.deepEqual(faults({ report }, { unsupported: ["41.7 %"] }), {});
  assert.equal(faults({}, { unsupported: ["41.7 %"] }).prose, "41.7 % is not listed");
});

test("a number that an expected gap names may be without support", () => {
  const unsupported = [{ number: "7 %", sentence: "It grew by 7 %." }];
  const gap = { kind: "NUMBER", subject: "7 %", message: "Nothing supports 7 %." } as const;
  const over = { report: reportOf({ unsupported, gaps: [gap] }), verified: false };
  const expect = { verified: false, gaps: [{ kind: gap.kind, message: "^Nothing supports" }] };
  assert.deepEqual(faults(over, expect), {});
});

test("gaps are those that are expected, no less and no more, and no report passes with one", () => {
  const gap = { kind: "FIGURE", subject: "AMD", message: "No proven figure of AMD." } as const;
  const over = { report: reportOf({ gaps: [gap] }), verified: false };
  const expect = { verified: false, gaps: [{ kind: gap.kind, message: "figure of AMD" }] };
  assert.deepEqual(faults(over, expect), {});
  assert.deepEqual(faults(over, { verified: false }), { gaps: `FIGURE: ${gap.message}` });
  assert.equal(
    faults({ verified: false }, expect).gaps,
    "no gap FIGURE says figure of AMD",
  );
  const passed = faults({ ...over, verified: true }, { ...expect, verified: true });
  assert.deepEqual(passed, { verdict: "it passed in spite of gaps" });
});

test("a verifier that must accept a report and rejects it, or the reverse, is a fault", () => {
  assert.deepEqual(faults({ verified: false }, { verified: false, accepted: true }), {});
  const rejected = phaseOf("VERIFY", { outcome: verdictOf(false) });
  const over = { verified: false, phases: [...runOf().phases, rejected] };
  assert.deepEqual(faults(over, { verified: false, accepted: true }), {
    verdict: "the verifier rejects it",
  });
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

test("an invented address that the check names, as it must, is no fault of the sources", () => {
  const sources = [...reportOf().sources, { title: "Made up", url: "https://made.up/a" }];
  const gap = { kind: "SOURCE", subject: "https://made.up/a", message: "No finding." } as const;
  const over = { report: reportOf({ sources, gaps: [gap] }), verified: false };
  const expect = { verified: false, gaps: [{ kind: gap.kind, message: "^No finding" }] };
  assert.deepEqual(faults(over, expect), {});
  assert.equal(faults(over, { verified: false }).sources, "no search found https://made.up/a");
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
  assert.match(faults({ phases }, { lostPhases: 1 }).lost ?? "", /"latest results" is missing/);
  const [first, second] = reportOf().sections;
  const admitted = { title: "Missing", text: `${second?.text}\n- Latest results: no answer` };
  const report = reportOf({ sections: [first ?? admitted, admitted] });
  assert.deepEqual(faults({ phases, report }, { lostPhases: 1 }), {});
  assert.match(faults({ phases, report }).lost ?? "", /1 phases were lost, not 0/);
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
