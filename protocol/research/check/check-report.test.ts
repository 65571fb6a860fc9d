import assert from "node:assert/strict";
import { test } from "node:test";
import type { Gap, PhaseState, Report, ResearchBrief } from "../phase.ts";
import { unchecked } from "../resolved-symbol.ts";
import { address, analysis, brief, known, phases, proven, report } from "../testing/sample-run.ts";
import { checkReport, isMendable } from "./check-report.ts";

const gapsOf = (more: Partial<Report>, of = brief, run = phases): Gap[] =>
  checkReport(of, run, { ...report, ...more });
const briefAbout = (more: Partial<ResearchBrief>): ResearchBrief => ({ ...brief, ...more });
const without = (kind: PhaseState["kind"]) => phases.filter((p) => p.kind !== kind);
const short = (gaps: Gap[]) => gaps.map((g) => `${g.kind} ${g.subject}`);

test("a report with proven figures, found sources and the asked language has no gap", () => {
  assert.deepEqual(gapsOf({}), []);
});

test("an unknown symbol is one gap, without gaps for its figures", () => {
  const of = briefAbout({
    symbols: ["AMD", "ZZZZQ"],
    resolvedSymbols: [known("AMD"), { ...unchecked("ZZZZQ"), known: false }],
  });
  const gaps = gapsOf({}, of);
  assert.deepEqual(short(gaps), ["SYMBOL ZZZZQ"]);
  assert.match(gaps[0]?.message ?? "", /No security is traded under the symbol ZZZZQ/);
});

test("a company needs a proven figure of each analysis, everything else a price", () => {
  const none = [...without("PRICES"), analysis("PRICES", proven("c1", { evidence: "NONE" }))];
  assert.deepEqual(gapsOf({ metrics: [proven("c2"), proven("c3")] }, brief, none), [{
    kind: "FIGURE",
    subject: "AMD",
    message: "The analysis of prices has no proven figure of AMD.",
  }]);
  assert.deepEqual(short(gapsOf({}, brief, without("RISK"))), ["FIGURE AMD"]);
  const fund = briefAbout({ resolvedSymbols: [known("AMD", "ETF")] });
  assert.deepEqual(gapsOf({}, fund, without("RISK")), []);
});

test("figures of another symbol do not count", () => {
  const of = briefAbout({
    symbols: ["AMD", "^GSPC"],
    resolvedSymbols: [known("AMD"), known("^GSPC", "INDEX")],
  });
  assert.deepEqual(short(gapsOf({}, of)), ["FIGURE ^GSPC"]);
});

test("the type of a symbol that was not checked follows from its form", () => {
  const of = (symbol: string) => briefAbout({ symbols: [symbol], resolvedSymbols: [] });
  assert.equal(gapsOf({}, of("^GSPC")).length, 1);
  assert.equal(gapsOf({}, of("EURUSD=X")).length, 1);
  assert.equal(gapsOf({}, of("SAP.DE")).length, 3);
});

test("a report that leaves out the figures of an analysis says so", () => {
  const [gap, ...others] = gapsOf({ metrics: [proven("c1"), proven("c3")] });
  assert.deepEqual(others, []);
  assert.deepEqual(gap, {
    kind: "OMISSION",
    subject: "AMD",
    message: "The report has no proven figure of AMD from the analysis of fundamentals.",
  });
});

test("a derived figure counts for each analysis whose calls it cites", () => {
  const input = { name: "a", toolCallId: "c2", pointer: "/x", quoted: "1" };
  const derivation = { formula: "a / b", inputs: [input, { ...input, name: "b" }] };
  const derived = proven("c1", { evidence: "DERIVED", derivation });
  assert.deepEqual(gapsOf({ metrics: [derived, proven("c3")] }), []);
});

test("a planned search that failed, was stopped or was never made is a gap with its reason", () => {
  const failure = { code: "UNAVAILABLE" as const, message: "Away." };
  const lost = phases.map((p) =>
    p.name === "rivals" ? { ...p, status: "FAILED" as const, outcome: null, failure } : p
  );
  assert.deepEqual(gapsOf({}, brief, lost).map((g) => g.message), [
    'The search "rivals" has no result. Away.',
  ]);
  const missing = phases.filter((p) => p.name !== "rivals");
  assert.deepEqual(short(gapsOf({}, brief, missing)), ["SEARCH rivals"]);
});

test("a source or a linked address that no finding has is a gap", () => {
  const sources = [...report.sources, { title: "B", url: "https://b.example", phaseId: null }];
  assert.deepEqual(short(gapsOf({ sources })), ["SOURCE https://b.example/"]);
  const text = `See [C](https://c.example/x), (${address}), <${address}> and ${address}.`;
  const sections = [{ title: "S", text }];
  assert.deepEqual(short(gapsOf({ sections })), ["SOURCE https://c.example/x"]);
  const untitled = [{ title: "A book", url: null, phaseId: null }];
  assert.deepEqual(short(gapsOf({ sources: untitled })), ["SOURCE A book"]);
});

test("a report in another language is a gap that names both languages", () => {
  const [gap, ...others] = gapsOf({}, briefAbout({ language: "de-CH" }));
  assert.deepEqual([gap?.kind, gap?.subject, others], ["LANGUAGE", "en", []]);
  assert.match(
    gap?.message ?? "",
    /English is the language of the summary; .* in Swiss High German/,
  );
});

test("an unproven figure and an unsupported number are gaps", () => {
  const metrics = [
    ...report.metrics,
    proven("c1", { value: "193", evidence: "NONE", problem: "The result says 203.78 USD." }),
  ];
  const unsupported = [{ section: 0, number: "41 %", sentence: "It fell by 41 %." }];
  assert.deepEqual(gapsOf({ metrics, unsupported }), [
    {
      kind: "NUMBER",
      subject: "193 USD",
      message: 'The figure "Price, AMD" is not proven. The result says 203.78 USD.',
    },
    {
      kind: "NUMBER",
      subject: "41 %",
      message: 'No proven figure supports 41 % in the sentence "It fell by 41 %."',
    },
  ]);
});

test("the writer can mend what its inputs have, and nothing else", () => {
  const kinds = ["SYMBOL", "FIGURE", "OMISSION", "SEARCH", "SOURCE", "LANGUAGE", "NUMBER"] as const;
  const mended = kinds.filter((kind) => isMendable({ kind, subject: "", message: "" }));
  assert.deepEqual(mended, ["OMISSION", "SOURCE", "LANGUAGE", "NUMBER"]);
});

test("a text of brackets and addresses is checked in a bounded time", () => {
  const texts = ["https://a" + ")".repeat(100_000), "https://a" + ".)".repeat(50_000)];
  for (const text of [...texts, "https://a)".repeat(10_000)]) {
    const since = performance.now();
    assert.ok(gapsOf({ sections: [{ title: "A", text }] }).length > 0);
    assert.ok(performance.now() - since < 1_000, `${performance.now() - since} ms`);
  }
});
