import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { readCase, readDataset } from "./dataset.ts";
import type { ListedRun } from "./evals-graph.ts";
import { chosenCases, storedRunOf } from "./eval-tasks.ts";

test("the cases of this repository are valid, and some of them work with a real model", async () => {
  const cases = await readDataset(fileURLToPath(new URL("./cases", import.meta.url)));
  assert.ok(cases.length >= 3);
  const real = chosenCases(cases, [], false);
  assert.ok(real.length > 0 && real.every((c) => !c.question.includes("[[")));
  assert.throws(() => chosenCases(cases, ["no-such"], true), /no case no-such; there are/);
});

test("a case with faults is refused with all faults and their paths", () => {
  const text = "{ name: A b, question: Any?, expect: { minSource: 1, maxSeconds: -1 } }";
  assert.throws(() => readCase(text, "x.yaml"), (error: Error) => {
    assert.match(error.message, /x\.yaml: name/);
    assert.match(error.message, /x\.yaml: expect: .*minSource/);
    assert.match(error.message, /x\.yaml: expect\.maxSeconds/);
    return true;
  });
});

test("the stored run of a case is the newest with the same question that was not cancelled", () => {
  const run = (id: string, status: ListedRun["status"], symbols = ["NVDA"]) => ({
    id,
    status,
    symbols,
    question: "How?",
  });
  const runs = [
    run("a", "RUNNING"),
    run("b", "CANCELLED"),
    run("c", "COMPLETED", ["AMD"]),
    run("d", "FAILED"),
    run("e", "COMPLETED"),
  ];
  assert.equal(storedRunOf({ question: "How?", symbols: ["NVDA"] }, runs)?.id, "d");
});
