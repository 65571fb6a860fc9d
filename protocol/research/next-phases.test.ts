import assert from "node:assert/strict";
import { test } from "node:test";
import type { Status } from "../status.ts";
import { nextPhases } from "./next-phases.ts";
import type { Gap, PhaseKind, PhaseOutcome, PhaseState } from "./phase.ts";

const brief = {
  question: "?",
  symbols: [],
  resolvedSymbols: [],
  searches: 3,
  revisions: 2,
  language: "en",
  today: "2026-11-23",
};
const outcomes: Record<PhaseKind, PhaseOutcome> = {
  PLAN: {
    kind: "Plan",
    summary: "",
    searches: ["a", "b", "b", "c", "d"].map((query) => ({ query, reason: "" })),
  },
  SEARCH: { kind: "Findings", summary: "", sources: [] },
  PRICES: { kind: "Analysis", summary: "", metrics: [], series: [] },
  FUNDAMENTALS: { kind: "Analysis", summary: "", metrics: [], series: [] },
  RISK: { kind: "Analysis", summary: "", metrics: [], series: [] },
  WRITE: {
    kind: "Report",
    title: "",
    summary: "",
    sections: [],
    metrics: [],
    sources: [],
    followUps: [],
    series: [],
    unsupported: [],
    gaps: [],
  },
  VERIFY: { kind: "Verification", passed: true, accepted: true, issues: [], gaps: [] },
};

function phase(kind: PhaseKind, status: Status = "COMPLETED", more: Partial<PhaseState> = {}) {
  const outcome = status === "COMPLETED" ? outcomes[kind] : null;
  const failure = status === "FAILED" ? { code: "UNAVAILABLE" as const, message: "Away." } : null;
  return { id: `phase_${kind}`, kind, round: 1, name: kind, status, outcome, failure, ...more };
}
const search = (name: string, status: Status = "COMPLETED") => phase("SEARCH", status, { name });
const sent = (passed: boolean, round: number) =>
  phase("VERIFY", "COMPLETED", {
    round,
    outcome: { kind: "Verification", passed, accepted: passed, issues: [], gaps: [] },
  });

const gathered = [phase("PLAN"), search("a"), search("b"), search("c"), phase("PRICES")];
const analysed = [...gathered, phase("FUNDAMENTALS"), phase("RISK")];

function opens(phases: PhaseState[], of = brief): string[] | string {
  const step = nextPhases(of, phases);
  return step.next === "open" ? step.phases.map((p) => `${p.kind}${p.round} ${p.name}`) : step.next;
}

test("a run starts with its plan and waits for it", () => {
  assert.deepEqual(opens([]), ["PLAN1 Plan"]);
  assert.equal(opens([phase("PLAN", "RUNNING")]), "wait");
});

test("the planned searches open once each, in parallel with the prices, a few at a time", () => {
  assert.deepEqual(opens([phase("PLAN")]), [
    "SEARCH1 a",
    "SEARCH1 b",
    "SEARCH1 c",
    "PRICES1 Prices",
  ]);
  const many = { ...brief, searches: 20 };
  const wide = ["1", "2", "3", "4", "5", "6"].map((query) => ({ query, reason: "" }));
  const plan = phase("PLAN", "COMPLETED", {
    outcome: { kind: "Plan", summary: "", searches: wide },
  });
  const busy = [plan, phase("PRICES"), ...["1", "2", "3"].map((n) => search(n, "RUNNING"))];
  assert.deepEqual(opens(busy, many), ["SEARCH1 4"]);
  assert.equal(opens([...busy, search("4", "QUEUED")], many), "wait");
});

test("fundamentals and risk open together after the searches, also while prices are in progress", () => {
  const early = [...gathered.slice(0, 4), phase("PRICES", "RUNNING")];
  assert.deepEqual(opens(early), ["FUNDAMENTALS1 Fundamentals", "RISK1 Risk"]);
  assert.equal(opens([...early, phase("FUNDAMENTALS"), phase("RISK")]), "wait");
});

test("a run continues without a failed search or analysis", () => {
  const poor = [phase("PLAN"), search("a"), search("b"), search("c", "FAILED")];
  const rest = [phase("PRICES", "FAILED"), phase("FUNDAMENTALS", "CANCELLED"), phase("RISK")];
  assert.deepEqual(opens([...poor, ...rest]), ["WRITE1 Report"]);
});

test("too few successful searches end the run with the reason", () => {
  const bad = [phase("PLAN"), search("a"), search("b", "FAILED"), search("c", "FAILED")];
  assert.deepEqual(nextPhases(brief, [...bad, phase("PRICES")]), {
    next: "fail",
    failure: {
      code: "UNAVAILABLE",
      message: "Only 1 of 3 searches found something; 2 are needed. Away.",
    },
  });
});

test("a run fails if its plan or its first report fails", () => {
  const away = { next: "fail", failure: { code: "UNAVAILABLE", message: "Away." } };
  assert.deepEqual(nextPhases(brief, [phase("PLAN", "FAILED")]), away);
  assert.deepEqual(nextPhases(brief, [...analysed, phase("WRITE", "FAILED")]), away);
  assert.deepEqual(nextPhases(brief, [phase("PLAN", "CANCELLED")]), {
    next: "fail",
    failure: { code: "REJECTED", message: "PLAN was cancelled." },
  });
});

test("a report is revised until the verifier passes it or the limit is reached", () => {
  const first = [...analysed, phase("WRITE")];
  assert.deepEqual(opens(first), ["VERIFY1 Verification"]);
  assert.deepEqual(nextPhases(brief, [...first, sent(true, 1)]), {
    next: "complete",
    verified: true,
  });
  const second = [...first, sent(false, 1), phase("WRITE", "COMPLETED", { round: 2 })];
  assert.deepEqual(opens(second.slice(0, -1)), ["WRITE2 Report, revision 1"]);
  assert.deepEqual(opens(second), ["VERIFY2 Verification"]);
  const last = [...second, sent(false, 2), phase("WRITE", "COMPLETED", { round: 3 })];
  assert.deepEqual(nextPhases(brief, [...last, sent(false, 3)]), {
    next: "complete",
    verified: false,
  });
});

test("a report stays unverified if a revision or the verifier fails", () => {
  const first = [...analysed, phase("WRITE")];
  const done = { next: "complete", verified: false };
  assert.deepEqual(nextPhases(brief, [...first, phase("VERIFY", "FAILED")]), done);
  const revised = [...first, sent(false, 1), phase("WRITE", "FAILED", { round: 2 })];
  assert.deepEqual(nextPhases(brief, revised), done);
});

test("a gap that the writer can mend asks for a revision, another one ends the run without", () => {
  const verdict = (kind: Gap["kind"], accepted: boolean, round = 1) =>
    phase("VERIFY", "COMPLETED", {
      round,
      outcome: {
        ...{ kind: "Verification", passed: false, accepted, issues: [] },
        gaps: [{ kind, subject: "x", message: "Missing." }],
      },
    });
  const written = [...analysed, phase("WRITE")];
  assert.deepEqual(opens([...written, verdict("NUMBER", true)]), ["WRITE2 Report, revision 1"]);
  assert.deepEqual(opens([...written, verdict("SEARCH", false)]), ["WRITE2 Report, revision 1"]);
  const end = { next: "complete", verified: false };
  assert.deepEqual(nextPhases(brief, [...written, verdict("SEARCH", true)]), end);
  const last = [phase("WRITE", "COMPLETED", { round: 3 }), verdict("NUMBER", true, 3)];
  assert.deepEqual(nextPhases(brief, [...written, ...last]), end);
});
