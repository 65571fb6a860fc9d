import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type Metric,
  outcomeAs,
  type PhaseKind,
  type ResearchBrief,
} from "../../protocol/research/phase.ts";
import { unchecked } from "../../protocol/research/resolved-symbol.ts";
import { type PlayedRun, playRun } from "./play-run.ts";

const known = (symbol: string) => ({ ...unchecked(symbol), known: true, type: "EQUITY" as const });
const run = (order: string, over: Partial<ResearchBrief> = {}) =>
  playRun({
    question: `How is NVDA doing against BARC.L? ${order}`,
    symbols: ["NVDA", "BARC.L"],
    resolvedSymbols: ["NVDA", "BARC.L"].map(known),
    ...{ searches: 2, revisions: 0, language: "en", today: "2026-11-23" },
    ...over,
  });

const isVerified = ({ end }: PlayedRun) => end.next === "complete" && end.verified;
const gapsOf = ({ phases }: PlayedRun) =>
  phases.map((p) => outcomeAs(p, "Report")).findLast((r) => r !== null)?.gaps ?? [];
const named = (played: PlayedRun) => gapsOf(played).map((g) => `${g.kind} ${g.message}`).join("\n");
const unproven = ({ phases }: PlayedRun, kind: PhaseKind): Metric[] =>
  phases.filter((p) => p.kind === kind)
    .flatMap((p) => (outcomeAs(p, "Analysis") ?? outcomeAs(p, "Report"))?.metrics ?? [])
    .filter((m) => m.evidence === "NONE");

test("without a lie every figure is proven, nothing is missing and the run is verified", () => {
  const honest = run("");
  assert.deepEqual(gapsOf(honest), []);
  assert.equal(isVerified(honest), true);
  assert.deepEqual(unproven(honest, "WRITE"), []);
});

const aboutFigures: Record<string, RegExp> = {
  value: /^The result says 61250000000 USD, not 67375000001\.00 USD\.$/,
  unit: /^The result says 61250000000 USD, not 61250000000 EUR\.$/,
  symbol: /^The cited value is about BARC\.L, not NVDA\.$/,
  pointer: /^The result has nothing at \/no\/such\/number\.$/,
  label: /^There is no tool call c99\.$/,
  derivation: /^The formula gives 122500000000/,
};

for (const [kind, problem] of Object.entries(aboutFigures)) {
  test(`an analyst's lie about a figure, ${kind}, is named with its problem and not verified`, () => {
    const lied = run(`[[financials:lie ${kind}]] [[verifier:lie agree]]`);
    const [figure] = unproven(lied, "FUNDAMENTALS");
    assert.match(figure?.problem ?? "", problem);
    assert.match(named(lied), /NUMBER The figure "Revenue, NVDA" is not proven\./);
    assert.equal(isVerified(lied), false);
  });

  test(`a writer's lie about a figure, ${kind}, is named with its problem and not verified`, () => {
    const lied = run(`[[writer:lie ${kind}]] [[verifier:lie agree]]`);
    assert.ok(unproven(lied, "WRITE").length > 0);
    assert.match(named(lied), /^NUMBER The figure ".*" is not proven\. ./m);
    assert.equal(isVerified(lied), false);
  });
}

test("a writer who is truthful mends an analyst's lie, which stays named in the analysis", () => {
  const mended = run("[[financials:lie value]]", { revisions: 2 });
  assert.equal(unproven(mended, "FUNDAMENTALS").length, 1);
  const reports = mended.phases.flatMap((p) => outcomeAs(p, "Report") ?? []);
  assert.deepEqual(reports.map((r) => r.gaps.length > 0), [true, false]);
  assert.equal(isVerified(mended), true);
  assert.match(reports.at(-1)?.sections.at(-1)?.text ?? "", /draft 2/);
});

test("a price in pounds that is a price in pence is not proven", () => {
  const lied = run("[[prices:lie unit]]", {
    symbols: ["BARC.L"],
    resolvedSymbols: [known("BARC.L")],
  });
  const [figure] = unproven(lied, "PRICES");
  assert.deepEqual([figure?.name, figure?.unit], ["Price, BARC.L", "GBP"]);
  assert.match(figure?.problem ?? "", /GBp/);
});

test("a symbol that an analyst leaves out is a gap; one that the writer leaves out is another", () => {
  const analyst = run("[[risk:lie omission]] [[verifier:lie agree]]");
  assert.match(named(analyst), /^FIGURE The analysis of risk has no proven figure of BARC\.L\.$/m);
  const writer = run("[[writer:lie omission]] [[verifier:lie agree]]");
  assert.match(named(writer), /^OMISSION The report has no proven figure of BARC\.L/m);
  assert.deepEqual([isVerified(analyst), isVerified(writer)], [false, false]);
});

test("a number without a figure, a source that no search found and another language are gaps", () => {
  const agreeing = "[[verifier:lie agree]]";
  assert.match(named(run(`[[writer:lie number]] ${agreeing}`)), /^NUMBER .*41\.7 %/m);
  const source = named(run(`[[writer:lie source]] ${agreeing}`));
  assert.match(source, /^SOURCE No finding has the source https:\/\/invented\.example\.com\/page/m);
  assert.match(named(run(`[[writer:lie language]] ${agreeing}`)), /^LANGUAGE German is the/m);
});

test("a verifier that agrees with everything verifies nothing that the check rejects", () => {
  const { phases, end } = run("[[writer:lie number]] [[verifier:lie agree]]", { revisions: 1 });
  const verdicts = phases.flatMap((p) => outcomeAs(p, "Verification") ?? []);
  assert.deepEqual(verdicts.map((v) => [v.accepted, v.passed]), [[true, false], [true, false]]);
  assert.deepEqual(end, { next: "complete", verified: false });
});

test("searches that contradict each other are both shown with their sources", () => {
  const contradicting = run("[[search:contradict]]");
  const [report] = contradicting.phases.flatMap((p) => outcomeAs(p, "Report") ?? []);
  const text = report?.sections.map((s) => s.text).join("\n") ?? "";
  assert.match(text, /\[Revenue grew by 12 %[^\]]*\]\(https:[^)]*-1\)/);
  assert.match(text, /\[Revenue fell by 4 %[^\]]*\]\(https:[^)]*-2\)/);
  assert.deepEqual(gapsOf(contradicting), []);
});

test("a lost search is a gap that no revision can mend", () => {
  const lost = run("[[search:fail 1]]", { revisions: 2 });
  assert.match(named(lost), /^SEARCH The search ".*" has no result\./m);
  assert.equal(lost.phases.filter((p) => p.kind === "WRITE").length, 1);
  assert.equal(isVerified(lost), false);
});
