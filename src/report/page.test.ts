import assert from "node:assert/strict";
import { test } from "node:test";
import type { ReportData } from "./report-data.ts";
import { reportPage, reportPolicy } from "./page.ts";
import { sampleReportData } from "./testing/sample-report.ts";

const hostile =
  `<script>x()</script><img src=x onerror=x()> "'><svg/onload=x()> [a](javascript:x()) ![b](https://evil.example/b.png)`;
const page = (change: (data: ReportData) => Partial<ReportData> = () => ({})) => {
  const data = sampleReportData();
  return reportPage({ ...data, ...change(data) });
};

test("a page has the title, the sections, a chart for each symbol, the figures and the sources", () => {
  const shown = page();
  assert.match(shown, /<h1>NVIDIA against AMD: the leader keeps its distance<\/h1>/);
  assert.match(shown, /<strong>80 %<\/strong>/);
  assert.match(shown, /<td align="right">73.4 %<\/td>/);
  assert.deepEqual(shown.match(/<title>Closing prices of \w+/g), [
    "<title>Closing prices of NVDA",
    "<title>Closing prices of AMD",
  ]);
  assert.match(shown, /prices.get_current_stock_price<\/code>\s*<small>symbol: NVDA/);
  assert.match(shown, /<em>the model<\/em>/);
  assert.match(
    shown,
    /<a href="https:\/\/ir.amd.com\/news\/q3-2026" rel="noopener noreferrer">/,
  );
  assert.match(shown, /<b>AMD MI400 supply agreements<\/b>: The search tool could not be reached./);
});

test("a page requests nothing and runs nothing, whatever its policy", () => {
  const shown = page();
  assert.match(reportPolicy, /^default-src 'none'; style-src 'sha256-[\w+/]+={0,2}';/);
  assert.ok(shown.includes(`content="${reportPolicy.replaceAll("'", "&#39;")}"`));
  assert.doesNotMatch(shown, /<(script|link|img|iframe|object|embed)\b|\ssrc=|url\(|@import/);
});

test("the text of a model is text wherever it is used", () => {
  const shown = page(({ report, run }) => ({
    run: { ...run, question: hostile, symbols: [hostile] },
    report: {
      ...report,
      title: hostile,
      summary: `Look: ${hostile}`,
      sections: [{ title: hostile, text: hostile }],
      followUps: [hostile],
      metrics: report.metrics.slice(0, 1).map((metric) => ({
        ...metric,
        name: hostile,
        value: "1",
        unit: hostile,
        period: hostile,
        toolCallId: "tool_1",
      })),
      series: report.series.map((s) => ({ ...s, symbol: hostile, unit: hostile })),
      sources: [
        { title: hostile, url: "javascript:x()", phaseId: "phase_1" },
        { title: "b", url: 'https://b.example/"onmouseover="x()', phaseId: null },
      ],
    },
    verdict: {
      kind: "Verification",
      passed: false,
      accepted: false,
      gaps: [],
      issues: [{ claim: hostile, problem: hostile }],
    },
    searches: new Map([["phase_1", hostile]]),
  }));
  const tags = shown.match(/<[a-z][^>]*>/g) ?? [];
  const bare = tags.map((tag) => tag.replace(/"[^"]*"/g, '""'));
  assert.deepEqual(bare.filter((t) => /^<(script|img|svg\/)|\son/.test(t)), []);
  const links = tags.flatMap((tag) => /href="([^"]*)"/.exec(tag)?.[1] ?? []);
  assert.deepEqual([...new Set(links)].sort(), [
    "https://b.example/&quot;onmouseover=&quot;x()",
    "https://evil.example/b.png",
  ]);
});

test("emulated parts are named at the top; without them there is no such line", () => {
  assert.match(
    page(),
    /<p class="warning" role="note">Written by an emulator, not by a model. The prices are samples, not market data.</,
  );
  const real = page(({ run }) => ({ run: { ...run, provider: "m", sampleMarketData: false } }));
  assert.doesNotMatch(real, /class="warning"/);
});

test("the verdict is the verifier's own: passed, not passed with its issues, or none", () => {
  const issues = [{ claim: "80 %", problem: "It is 62 %." }];
  const failed = page(() => ({
    verdict: { kind: "Verification", passed: false, accepted: false, issues, gaps: [] },
  }));
  assert.match(page(), /the verifier found no issues/);
  assert.match(failed, /found issues[^]*<q>80 %<\/q> It is 62 %/);
  assert.match(page(() => ({ verdict: null })), /Not verified/);
});
