import assert from "node:assert/strict";
import { test } from "node:test";
import { resultLines } from "./result-lines.ts";
import type { EndedRun } from "./run-graph.ts";

const run: EndedRun = {
  id: "research_1",
  status: "COMPLETED",
  phases: [],
  verified: true,
  emulated: false,
  createdAt: "2026-11-23T12:00:00.000Z",
  endedAt: "2026-11-23T12:00:09.500Z",
  failure: null,
  usage: { modelCalls: 9, toolCalls: 4, inputTokens: 100, outputTokens: 50, cost: null },
  report: null,
};

test("a verified report, another report, a failure and a cancellation have different exit codes", () => {
  const code = (over: Partial<EndedRun>) => resultLines({ ...run, ...over }, []).code;
  assert.deepEqual([
    code({}),
    code({ verified: false }),
    code({ status: "FAILED" }),
    code({ status: "CANCELLED" }),
  ], [0, 3, 1, 130]);
});

const proven = {
  name: "Price",
  evidence: "EXACT",
  problem: null,
} as const;
const blank = { title: "", markdown: "", metrics: [], unsupported: [], gaps: [], downloads: [] };

test("the last lines say how many figures are proven, and name those that are not", () => {
  const problem = "It cites no tool call.";
  const wrong = { ...proven, name: "Margin", evidence: "NONE", problem } as const;
  const unsupported = [...Array(7).keys()].map((n) => ({ number: `${n}1 %`, sentence: "A." }));
  const report = { ...blank, metrics: [proven, wrong], unsupported };
  assert.deepEqual(resultLines({ ...run, report }, []).lines.slice(1, 9), [
    "Figures: 1 of 2 are proven (1 exact).",
    "  not proven: Margin. It cites no tool call.",
    ...[0, 1, 2, 3, 4].map((n) => `  not supported: ${n}1 % in "A."`),
    "  and 2 more",
  ]);
});

test("the last lines tell the verdict of the verifier from that of the check", () => {
  const lines = (over: Partial<EndedRun>) =>
    resultLines({ ...run, verified: false, ...over }, []).lines.slice(0, -1);
  const verdict = (accepted: boolean, ...issues: { claim: string; problem: string }[]) => [
    { outcome: { __typename: "Verification" as const, accepted, issues } },
  ];
  const gaps = [
    { kind: "SYMBOL", subject: "ZZZZQ", message: "No security is traded under it." },
    { kind: "NUMBER", subject: "41 %", message: "Not proven." },
  ] as const;
  const report = { ...blank, gaps: [...gaps] };
  assert.deepEqual(lines({ phases: verdict(true), report }), [
    "NOT verified: the verifier accepts the report; the check found 2 gaps.",
    "  missing: No security is traded under it.",
  ]);
  const issue = { claim: "It grew.", problem: "No input says so." };
  assert.deepEqual(lines({ phases: verdict(false, issue), report: blank }), [
    "NOT verified: the verifier objects to it; the check found no gap.",
    "  objection: It grew.: No input says so.",
  ]);
  assert.match(lines({})[0] ?? "", /the verifier gave no verdict/);
});

test("the last lines have the verdict, the paths of the files, and the usage", () => {
  assert.deepEqual(resultLines(run, ["reports/a.md", "reports/a.html"]).lines, [
    "Verified: the verifier accepts the report, and the check found no gap.",
    "Saved: reports/a.md",
    "Saved: reports/a.html",
    "Used: 9 model calls, 4 tool calls, 100 tokens read, 50 written, 9.5 s",
  ]);
  const failure = {
    code: "UNAVAILABLE" as const,
    message: "Only 1 of 3 searches found something.",
  };
  const [why] = resultLines({ ...run, status: "FAILED", failure }, []).lines;
  assert.equal(why, "The run failed: UNAVAILABLE, Only 1 of 3 searches found something.");
});

test("an emulated run says that it cost nothing; another one what it cost", () => {
  const usage = { ...run.usage!, cost: { amount: "0.02", currency: "USD" } };
  const used = (emulated: boolean) =>
    resultLines({ ...run, usage, emulated }, []).lines.at(-1) ?? "";
  assert.match(used(true), /50 written, emulated, no cost, 9\.5 s$/);
  assert.match(used(false), /50 written, 0\.02 USD, 9\.5 s$/);
});
