import assert from "node:assert/strict";
import { test } from "node:test";
import { briefOf } from "./brief.ts";
import type { PhaseOutcome, PhaseState } from "./phase.ts";

const asked = {
  question: "How is AMD?",
  symbols: ["AMD"],
  resolvedSymbols: [],
  searches: 4,
  revisions: 1,
  language: "de",
  today: "2026-11-23",
};
const done = (kind: PhaseState["kind"], name: string, outcome: PhaseOutcome): PhaseState => ({
  id: `phase_${name}`,
  kind,
  round: 1,
  name,
  status: "COMPLETED",
  failure: null,
  outcome,
});
const searches = [{ query: "AMD news", reason: "What moved it." }];
const plan = done("PLAN", "Plan", { kind: "Plan", summary: "Look.", searches });
const sources = [{ title: "A", url: "https://a.example", phaseId: "phase_s" }];
const found = done("SEARCH", "AMD news", { kind: "Findings", summary: "Up.", sources });
const gone: PhaseState = {
  ...found,
  name: "AMD rivals",
  status: "FAILED",
  outcome: null,
  failure: { code: "UNAVAILABLE", message: "Away." },
};
const tell = (kind: PhaseState["kind"], phases: PhaseState[], round = 1, name = "x") =>
  briefOf({ kind, round, name }, asked, phases);

test("every brief contains the question, the day and the language", () => {
  for (const kind of ["PLAN", "PRICES", "VERIFY"] as const) {
    const briefText = tell(kind, []);
    assert.match(
      briefText,
      /## Question\n\nHow is AMD\?\n\n## Symbols\n\nAMD\n\n## Today\n\n2026-11-23/,
    );
    assert.match(briefText, /## Language of your answer\n\nde/);
  }
});

test("the brief of a search contains its query and the reason", () => {
  const briefText = tell("SEARCH", [plan], 1, "AMD news");
  assert.match(briefText, /## Search\n\nAMD news\n\n## Why\n\nWhat moved it\./);
});

test("the brief of the writer contains the findings, and what is missing", () => {
  const briefText = tell("WRITE", [plan, found, gone]);
  assert.match(briefText, /"summary": "Up\."/);
  assert.match(briefText, /https:\/\/a\.example/);
  assert.match(briefText, /say in the report that these could not be had\n\n- AMD rivals: Away\./);
  assert.doesNotMatch(briefText, /phase_s/);
});

const figure = {
  ...{ name: "Price", value: "9.5", unit: "USD", period: null, symbol: "AMD" },
  ...{ evidence: "EXACT" as const, toolCallId: "tool_1", pointer: "/price", quoted: "9.5" },
  ...{ derivation: null, problem: null },
};
const input = { name: "a", toolCallId: "tool_2", pointer: "/last", quoted: "3" };
const derived = {
  ...{
    ...figure,
    name: "Change",
    evidence: "DERIVED" as const,
    toolCallId: "tool_2",
    pointer: null,
  },
  ...{ quoted: null, derivation: { formula: "a * 100", inputs: [input] } },
};
const unproven = { ...figure, name: "Guess", evidence: "NONE" as const, problem: "It says 9.5." };

test("writer and verifier receive figures with evidence, source and problem, by labels with their phase", () => {
  const metrics = [figure, derived, unproven];
  const analysis = done("PRICES", "Prices", { kind: "Analysis", summary: "", metrics, series: [] });
  const labels = new Map([["tool_1", "prices.c1"], ["tool_2", "prices.c2"]]);
  for (const kind of ["WRITE", "VERIFY"] as const) {
    const text = briefOf({ kind, round: 1, name: "x" }, asked, [plan, analysis], labels);
    const [, json = "[]"] = /## Analyses\n\n```json\n([^]*?)\n```/.exec(text) ?? [];
    const [{ metrics: [exact, change, guess] }] = JSON.parse(json);
    assert.deepEqual([exact.evidence, exact.source, exact.quoted, exact.symbol], [
      ...["EXACT", { call: "prices.c1", pointer: "/price" }, "9.5", "AMD"],
    ]);
    assert.deepEqual([change.source, change.derivation], [null, {
      formula: "a * 100",
      inputs: [{ name: "a", call: "prices.c2", pointer: "/last", quoted: "3" }],
    }]);
    assert.deepEqual([guess.evidence, guess.problem], ["NONE", "It says 9.5."]);
    assert.doesNotMatch(text, /tool_1/);
  }
});

test("the brief of a revision contains the report and its issues, that of the first report neither", () => {
  const report = done("WRITE", "Report", {
    kind: "Report",
    title: "T",
    summary: "S",
    sections: [{ title: "A", text: "B" }],
    metrics: [],
    sources: [],
    followUps: [],
    series: [],
    unsupported: [],
    gaps: [],
  });
  const issues = [{ claim: "B", problem: "No source." }];
  const verdict = done("VERIFY", "Check", {
    kind: "Verification",
    passed: false,
    accepted: false,
    issues,
    gaps: [],
  });
  assert.match(
    tell("WRITE", [report, verdict], 2),
    /## Report[^]*"title": "T"[^]*- B: No source\./,
  );
  assert.doesNotMatch(tell("WRITE", [plan]), /What the verifier found wrong/);
});

test("the brief of the verifier has all gaps, that of the writer those that it can mend", () => {
  const gaps = [
    { kind: "SEARCH" as const, subject: "q", message: "The search has no result." },
    { kind: "NUMBER" as const, subject: "41 %", message: "No figure supports 41 %." },
  ];
  const report = done("WRITE", "Report", {
    ...{ kind: "Report", title: "T", summary: "S", sections: [], metrics: [], sources: [] },
    ...{ followUps: [], series: [], unsupported: [], gaps },
  });
  assert.match(tell("VERIFY", [report]), /## What the check[^]*- The search has no[^]*- No figure/);
  assert.match(tell("WRITE", [report], 2), /## What the check found[^\n]*\n\n- No figure/);
  assert.doesNotMatch(tell("WRITE", [report], 2), /The search has no result/);
});
