import assert from "node:assert/strict";
import { test } from "node:test";
import { keyedFigures } from "./figure-key.ts";
import { placeIssues } from "./place-issues.ts";
import type { ReportMetric } from "./report-types.ts";

const metric = (name: string, symbol: string | null, period: string | null = null) => ({
  ...{ name, symbol, period, value: "1", unit: null, evidence: "NONE", problem: null },
  ...{ pointer: null, quoted: null, derivation: null, toolCall: null },
} as ReportMetric);

test("a figure has a readable name in links, and equal ones are numbered", () => {
  const keys = keyedFigures([
    metric("Price, NVDA", "NVDA"),
    metric("Revenue", "BRK-B", "2026-Q3"),
    metric("Revenue", "BRK-B", "2026-Q3"),
    metric("Umsatz (Σ)", null),
    metric("%", null),
  ]).map(({ key }) => key);
  assert.deepEqual(keys, [
    ...["nvda-price", "brk-b-revenue-2026-q3", "brk-b-revenue-2026-q3-2"],
    ...["umsatz-σ", "figure"],
  ]);
});

const report = {
  title: "Two makers of chips",
  summary: "NVDA grew faster than **AMD**.",
  sections: [
    { title: "Prices", text: "NVDA closed at 184.2 USD, *up* 27.2 % since May." },
    { title: "Risks", text: "Export rules could reduce revenue in China by a tenth." },
  ],
};
const place = (...claims: string[]) =>
  placeIssues(report, claims.map((claim) => ({ claim, problem: "No." })));

test("an objection is at the part that has its claim, whatever its markup", () => {
  const placed = place("NVDA grew faster than AMD", "up 27.2 % since May", "closed at 1842 USD");
  assert.equal(placed.summary.length, 1);
  assert.deepEqual(placed.sections.map((issues) => issues.length), [2, 0]);
});

test("a loose quotation is at the part that has most of its words; a claim of no part is kept", () => {
  const placed = place("Revenue in China could fall by a tenth through export rules", "Gold rose");
  assert.equal(placed.sections[1]?.length, 1);
  assert.deepEqual(placed.elsewhere.map(({ claim }) => claim), ["Gold rose"]);
});
