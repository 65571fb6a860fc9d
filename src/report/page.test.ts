import assert from "node:assert/strict";
import { test } from "node:test";
import type { ToolCallRecord } from "../../protocol/conversation/records.ts";
import type { Verification } from "../../protocol/research/phase.ts";
import type { ReportData } from "./report-data.ts";
import { reportPage, reportPolicy } from "./page.ts";
import { sampleReportData } from "./testing/sample-report.ts";

const hostile =
  `<script>x()</script><img src=x onerror=x()> "'><svg/onload=x()> [a](javascript:x()) ![b](https://evil.example/b.png)`;
const page = (change: (data: ReportData) => Partial<ReportData> = () => ({})) => {
  const data = sampleReportData();
  // White space around tags says nothing.
  return reportPage({ ...data, ...change(data) }).replace(/[ \n]*(<[^>]*>)[ \n]*/g, "$1")
    .replaceAll("<wbr>", "");
};

test("a page has the title, the sections, a chart for each symbol, the figures and the sources", () => {
  const shown = page();
  assert.match(shown, /<h1>NVIDIA against AMD: the leader keeps its distance<\/h1>/);
  assert.match(shown, /<strong>80 %<\/strong>/);
  assert.match(shown, /<td align="right">73.4 %<\/td>/);
  assert.deepEqual(shown.match(/title">Closing prices, [A-Z]+, USD/g), [
    'title">Closing prices, NVDA, USD',
    'title">Closing prices, AMD, USD',
  ]);
  assert.match(shown, /prices.get_current_stock_price<\/code><small>symbol NVDA<\/small>/);
  assert.match(
    shown,
    /<a href="https:\/\/ir.amd.com\/news\/q3-2026" rel="noopener noreferrer">/,
  );
  assert.match(
    shown,
    /<b>\s*Failed:\s+AMD MI400 supply agreements<\/b>The search tool could not be reached./,
  );
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
        symbol: hostile,
        ...{ toolCallId: hostile, pointer: hostile, quoted: hostile, problem: hostile },
      })).flatMap((metric) => [
        { ...metric, evidence: "ROUNDED" as const },
        { ...metric, evidence: "NONE" as const, name: "b", toolCallId: "tool_hostile" },
        {
          ...{ ...metric, name: "c", evidence: "DERIVED" as const },
          derivation: {
            formula: hostile,
            inputs: [{ name: hostile, toolCallId: hostile, pointer: hostile, quoted: hostile }],
          },
        },
      ]),
      unsupported: [{ section: 0, number: hostile, sentence: hostile }],
      gaps: [{ kind: "SYMBOL", subject: hostile, message: hostile }],
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
    tools: new Map([[
      "tool_hostile",
      { server: hostile, name: hostile, arguments: { [hostile]: hostile } } as ToolCallRecord,
    ]]),
  }));
  const tags = shown.match(/<[a-z][^>]*>/g) ?? [];
  const bare = tags.map((tag) => tag.replace(/"[^"]*"/g, '""'));
  assert.deepEqual(bare.filter((t) => /^<(script|img|svg\/)|\son/.test(t)), []);
  const links = tags.flatMap((tag) => /href="([^"#][^"]*)"/.exec(tag)?.[1] ?? []);
  assert.deepEqual([...new Set(links)].sort(), [
    "https://b.example/&quot;onmouseover=&quot;x()",
    "https://evil.example/b.png",
  ]);
});

test("emulated parts are named at the top; without them there is no such line", () => {
  assert.match(
    page(),
    /<header class="warning"[^>]*><p>Written by an emulator, not by a model: emulated, no cost. The prices are samples, not market data.</,
  );
  const real = page(({ run }) => ({ run: { ...run, provider: "m", sampleMarketData: false } }));
  assert.doesNotMatch(real, /class="warning"/);
});

test("the badge is green only if check and verifier passed; otherwise it says which of them did not", () => {
  const issues = [{ claim: "80 %", problem: "It is 62 %." }];
  const gaps = [{ kind: "FIGURE" as const, subject: "ZZZZQ", message: "No figure is about it." }];
  const said = (verdict: Partial<Verification> | null) =>
    /<div class="verdict [^]*?<\/div>/.exec(page(() => ({
      verdict: verdict &&
        { kind: "Verification", passed: false, accepted: false, issues: [], gaps: [], ...verdict },
    })))?.[0] ?? "";
  assert.match(said({ passed: true, accepted: true }), /verdict passed[^]*accepted the report/);
  assert.match(said({ issues }), /verdict failed[^]*verifier did not[^]*<q>80 %<\/q>It is 62 %/);
  assert.match(said({ gaps, accepted: true }), /verdict failed[^]*the check found gaps/);
  assert.match(said({ gaps, issues }), /check found gaps, and the verifier did not accept/);
  assert.match(said(null), /verdict open[^]*no verifier has read/);
});

test("a gap of the check and a phase without an outcome are named as missing", () => {
  const gap = { kind: "FIGURE" as const, subject: "ZZZZQ", message: "No figure is about it." };
  const shown = page(({ report }) => ({ report: { ...report, gaps: [gap, gap] } }));
  assert.equal(shown.match(/<b>No proven figure: ZZZZQ<\/b>No figure is about it/g)?.length, 1);
});

test("a number that no figure supports is listed with its sentence and section", () => {
  assert.match(
    page(),
    /Not supported[^]*<b>80 %<\/b><q>In its latest[^]*<small>Position of the two/,
  );
});

test("a row of a table is quoted without its bars", () => {
  const unsupported = [{ section: 1, number: "26.5", sentence: "| P/E, SAP | 26.5 | x |" }];
  const shown = page(({ report }) => ({ report: { ...report, unsupported } }));
  assert.match(shown, /<q>P\/E, SAP · 26\.5 · x<\/q><small>Fundamentals</);
});

test("a figure is there once, as a person writes it, with its exact value, evidence and origin", () => {
  const shown = page(({ report }) => ({
    report: { ...report, metrics: [...report.metrics, ...report.metrics] },
  }));
  const values = shown.match(/<data value="9246000000"[^>]*>[^<]*/g);
  assert.deepEqual(values, [
    '<data value="9246000000" title="9246000000 USD">9.246 billion\u00a0USD',
  ]);
  assert.match(shown, /≈ rounded<\/span><small>the result says 0.73407<\/small>/);
  assert.match(
    shown,
    /= derived<\/span><small>computed as<code>\(last - first\) \/ first \* 100/,
  );
  assert.match(
    shown,
    /<code>prices.get_historical_prices<\/code><small>symbol AMD, range 6mo<[^]*<b>first<\/b>= 222.55<small>at<code>\/points\/0\/close</,
  );
  assert.match(
    shown,
    /<tr role="row" class="none">[^]*?✗ not proven<\/span><small>It cites no tool call/,
  );
});

test("a number that the model copied is shown readable, if a proven figure has exactly its value", () => {
  const text =
    "Revenue 9246000000 USD, not 9246000001, `9246000000`, [9246000000](https://a.example/9246000000)";
  const shown = page(({ report }) => ({ report: { ...report, sections: [{ title: "x", text }] } }));
  assert.match(
    shown,
    /Revenue<data value="9246000000" title="9246000000">9.246 billion<\/data>USD, not 9246000001,<code>9246000000<\/code>,<a [^>]*>9246000000</,
  );
});

test("labels and numbers are in the report's language; other parts say that they are English", () => {
  const german = page(({ run }) => ({ run: { ...run, language: "de" } }));
  assert.match(german, /<html lang="de" dir="ltr">/);
  assert.match(german, /<h2 id="figures" tabindex="-1">Kennzahlen</);
  assert.match(german, />9,246 Milliarden\u00a0USD</);
  assert.match(german, /<small><span lang="en">It cites no tool call/);
  const italian = page(({ run }) => ({ run: { ...run, language: "it" } }));
  assert.match(italian, /<h2 id="figures" tabindex="-1"><span lang="en">Key figures</);
  assert.match(italian, />9,246 miliardi\u00a0USD</);
});

test("an emulated run cost nothing and says so, whatever its calls were priced", () => {
  const usage = sampleReportData().usage ?? assert.fail("it has usage");
  const free = page(() => ({ usage: { ...usage, cost: { nanos: 0, currency: "USD" } } }));
  assert.match(free, /17 model calls, 9 tool calls, emulated, no cost\./);
  assert.match(page(), /emulated, nothing was paid \(its price list makes it 0.0413\u00a0USD\)/);
  const real = page(({ run }) => ({ run: { ...run, provider: "mistral" } }));
  assert.match(real, /9 tool calls, 0.0413\u00a0USD\./);
});

test("below the heading of its symbol a figure's name leaves it out", () => {
  const named = (symbols: string[]) =>
    page(({ report }) => ({
      report: {
        ...report,
        metrics: symbols.map((symbol) => ({
          ...report.metrics[0]!,
          symbol,
          name: `P/E, ${symbol}`,
        })),
      },
    })).match(/role="rowheader">P\/E[^<]*/g);
  assert.deepEqual(named(["NVDA", "AMD"]), ['role="rowheader">P/E', 'role="rowheader">P/E']);
  assert.deepEqual(named(["NVDA"]), ['role="rowheader">P/E, NVDA']);
});
