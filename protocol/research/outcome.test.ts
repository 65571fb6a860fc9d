import assert from "node:assert/strict";
import { test } from "node:test";
import type { Content } from "../conversation/content.ts";
import { outcomeOf } from "./outcome.ts";
import type { PhaseKind, PhaseState } from "./phase.ts";

const come = (
  kind: PhaseKind,
  output: unknown,
  reply: Content[] = [],
  tools: Parameters<typeof outcomeOf>[1]["tools"] = [],
  earlier: PhaseState[] = [],
) =>
  outcomeOf({ id: "phase_1", kind }, { output, reply, tools }, {
    brief: { question: "How is AMD?", symbols: ["AMD"], resolvedSymbols: [], language: "en" },
    earlier,
    earlierTools: [],
  });

const quote = {
  id: "tool_1",
  label: "c1",
  name: "get_historical_stock_prices",
  arguments: { symbol: "AMD" },
  result: null,
  output: {
    symbol: "AMD",
    currency: "USD",
    points: [{ at: "2026-11-20T00:00:00.000Z", close: 1 }, {
      at: "2026-11-21T00:00:00.000Z",
      close: 2.5,
    }],
  },
};

test("a plan without a search is invalid", () => {
  const searches = [{ query: "a", reason: "b" }, { query: " " }, 3];
  assert.deepEqual(come("PLAN", { summary: "s", searches }), {
    kind: "Plan",
    summary: "s",
    searches: [{ query: "a", reason: "b" }],
  });
  assert.deepEqual(come("PLAN", { summary: "s", searches: [] }), {
    code: "INVALID_OUTPUT",
    message: "The agent's answer is not a plan.",
  });
});

test("findings are the text of the answer and its distinct citations", () => {
  const cited = { type: "citation", title: "T", url: "https://a.example" } as const;
  const reply: Content[] = [{ type: "text", text: "It is so." }, cited, cited];
  assert.deepEqual(come("SEARCH", null, reply), {
    kind: "Findings",
    summary: "It is so.",
    sources: [{ title: "T", url: "https://a.example", phaseId: "phase_1" }],
  });
  assert.ok("code" in come("SEARCH", null, [cited]));
});

test("an analysis proves its figures by the tool calls that they cite, and keeps their series", () => {
  const source = { call: "c1", pointer: "/points/1/close" };
  const close = { name: "AMD close", value: "2.5", unit: "USD", period: null, symbol: "AMD" };
  const metrics = [{ ...close, source }, { ...close, value: 2 }, { name: "Guess" }];
  const came = come("PRICES", { summary: "Up.", metrics }, [], [quote]);
  assert.ok("kind" in came && came.kind === "Analysis");
  const cited = { toolCallId: "tool_1", pointer: "/points/1/close", quoted: "2.5" };
  const none = { toolCallId: null, pointer: null, quoted: null };
  assert.deepEqual(came.metrics, [
    { ...close, ...cited, evidence: "EXACT", derivation: null, problem: null },
    {
      ...{ ...close, value: "2" },
      ...{ ...none, evidence: "NONE", derivation: null, problem: "It cites no tool call." },
    },
  ]);
  assert.deepEqual(came.series.map((s) => [s.symbol, s.unit, s.points.length, s.toolCallId]), [
    ["AMD", "USD", 2, "tool_1"],
  ]);
});

test("a report's sources link to the search that found them; its series come from the analyses", () => {
  const found = (id: string, url: string): PhaseState => ({
    id,
    kind: "SEARCH",
    round: 1,
    name: id,
    status: "COMPLETED",
    failure: null,
    outcome: { kind: "Findings", summary: "", sources: [{ title: "Found", url, phaseId: id }] },
  });
  const report = {
    title: "R",
    summary: "",
    sections: [{ title: "A", text: "B" }],
    sources: [{ title: "", url: "https://a.example" }, { title: "Mine", url: "https://b.example" }],
    followUps: ["What next?", 4],
  };
  const came = come("WRITE", report, [], [], [found("phase_s", "https://a.example")]);
  assert.ok("kind" in came && came.kind === "Report");
  assert.deepEqual(came.sources, [
    { title: "Found", url: "https://a.example", phaseId: "phase_s" },
    { title: "Mine", url: "https://b.example", phaseId: null },
  ]);
  assert.deepEqual(came.followUps, ["What next?"]);
  assert.ok("code" in come("WRITE", { title: "R", sections: [] }));
});

test("a verdict must be true or false", () => {
  assert.ok("code" in come("VERIFY", { issues: [] }));
  assert.deepEqual(come("VERIFY", { passed: false, issues: [{ claim: "a", problem: "b" }] }), {
    kind: "Verification",
    passed: false,
    accepted: false,
    issues: [{ claim: "a", problem: "b" }],
    gaps: [],
  });
});

test("the writer cites tool calls of earlier phases by the phase's name, and no label alone", () => {
  const source = (call: string) => ({ call, pointer: "/points/1/close" });
  const close = { name: "Close", value: "2.5", unit: "USD", period: null, symbol: "AMD" };
  const metrics = [{ ...close, source: source("prices.c1") }, { ...close, source: source("c1") }];
  const output = {
    title: "R",
    sections: [{ title: "A", text: "It is 2.5 USD, not 3.5." }],
    metrics,
  };
  const came = outcomeOf({ id: "phase_2", kind: "WRITE" }, { output, reply: [], tools: [] }, {
    brief: { question: "?", symbols: ["AMD"], resolvedSymbols: [], language: "en" },
    earlier: [],
    earlierTools: [{ ...quote, kind: "PRICES" }],
  });
  assert.ok("kind" in came && came.kind === "Report");
  assert.deepEqual(came.metrics.map((m) => m.evidence), ["EXACT", "NONE"]);
  assert.deepEqual(came.unsupported.map((u) => u.number), ["3.5"]);
});

test("no text of an answer has characters that show its numbers in another order", () => {
  const spoofed = "At \u202e18.3\u202c and \u206618\u2069.";
  const sections = [{ title: spoofed, text: spoofed }];
  const outcomes = [
    come("WRITE", { title: spoofed, summary: spoofed, sections, followUps: [spoofed] }),
    come("RISK", { summary: spoofed, metrics: [{ name: spoofed, value: "1" }] }),
    come("SEARCH", null, [{ type: "text", text: spoofed }]),
  ];
  for (const outcome of outcomes) {
    assert.ok("kind" in outcome);
    assert.doesNotMatch(JSON.stringify(outcome), /[\u202a-\u202e\u2066-\u2069]/);
  }
});
