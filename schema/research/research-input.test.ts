import assert from "node:assert/strict";
import { test } from "node:test";
import { inputIssues } from "../mutation/issues.ts";
import { forkResearchIssues, startResearchIssues, toStartResearch } from "./research-input.ts";

const good = {
  idempotencyKey: "k",
  question: " How is NVDA doing against AMD? ",
  symbols: ["nvda", "AMD", "^GSPC", "BRK-B"],
  searches: 5,
  revisions: 2,
  language: "pt-br",
  alias: "stable",
  budget: { tokens: 100_000 },
};

test("a question becomes a command, with symbols in capitals and the canonical language tag", () => {
  assert.deepEqual(startResearchIssues(good), []);
  const { question, symbols, language, budget } = toStartResearch(good);
  assert.equal(question, "How is NVDA doing against AMD?");
  assert.deepEqual(symbols, ["NVDA", "AMD", "^GSPC", "BRK-B"]);
  assert.equal(language, "pt-BR");
  assert.equal(budget?.tokens, 100_000);
});

test("all faults are reported together, each with its path", () => {
  const issues = inputIssues({
    idempotencyKey: "",
    question: " ",
    symbols: ["Nvidia Corp", "AMD", "amd", ...Array.from({ length: 8 }, (_, i) => `A${i}`)],
    searches: 0,
    revisions: 6,
    language: "english please",
    alias: "Not an alias",
    budget: { tokens: 0 },
  }, startResearchIssues);
  assert.deepEqual(issues.map((i) => i.path.join(".")), [
    "idempotencyKey",
    "question",
    "symbols",
    "symbols.0",
    "symbols.2",
    "searches",
    "revisions",
    "language",
    "alias",
    "budget.tokens",
  ]);
});

test("the limits themselves are valid", () => {
  const most = { ...good, searches: 20, revisions: 5 };
  const least = { ...good, searches: 1, revisions: 0, symbols: [], budget: null };
  assert.deepEqual([...startResearchIssues(most), ...startResearchIssues(least)], []);
});

test("the key and the budget of a fork are validated", () => {
  const fork = { idempotencyKey: "", phaseId: "phase_1", budget: { modelCalls: 0 } };
  assert.deepEqual(inputIssues(fork, forkResearchIssues).map((i) => i.path.join(".")), [
    "idempotencyKey",
    "budget.modelCalls",
  ]);
});

test("allowUnknown is part of the command only if it is true, so that earlier keys stay valid", () => {
  assert.equal(toStartResearch({ ...good, allowUnknown: true }).allowUnknown, true);
  for (const allowUnknown of [false, null, undefined]) {
    assert.ok(!("allowUnknown" in toStartResearch({ ...good, allowUnknown })));
  }
});
