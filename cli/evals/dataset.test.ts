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

test("each kind of lie has a case, which says how the product names it although the verifier accepts", async () => {
  const cases = await readDataset(fileURLToPath(new URL("./cases", import.meta.url)));
  const readme = await Deno.readTextFile(new URL("../../sandbox/README.md", import.meta.url));
  const [table = ""] = /^\| lie .*(\n\|.*)+/m.exec(readme) ?? [];
  const kinds = table.split("\n").slice(2).flatMap((row) =>
    [...(row.split("|")[1] ?? "").matchAll(/`(\w+)`/g)].map(([, kind]) => kind)
  );
  assert.ok(kinds.length >= 12);
  const missing = kinds.filter((kind) => !cases.some((c) => c.question.includes(`:lie ${kind}]]`)));
  assert.deepEqual(missing, []);
  const silent = cases.filter((c) => c.question.includes(":lie ") && c.expect.gaps.length === 0);
  assert.deepEqual(silent.map((c) => c.name), []);
  const lying = cases.filter((c) => c.question.includes(":lie "));
  assert.ok(lying.every((c) => c.expect.accepted === true && !c.expect.verified));
});

test("a case with faults is refused with all faults and their paths", () => {
  const text =
    "{ name: A b, question: Any?, expect: { minSource: 1, maxSeconds: -1, gaps: [{ kind: NUMBER, message: '(' }] } }";
  assert.throws(() => readCase(text, "x.yaml"), (error: Error) => {
    assert.match(error.message, /x\.yaml: name/);
    assert.match(error.message, /x\.yaml: expect: .*minSource/);
    assert.match(error.message, /x\.yaml: expect\.maxSeconds/);
    assert.match(error.message, /x\.yaml: expect\.gaps\.0\.message: is not a regular expression/);
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
