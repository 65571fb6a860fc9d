import assert from "node:assert/strict";
import { test } from "node:test";
import { BufferBudget } from "./buffer-budget.ts";

test("over the limit, the share that is large for the longest time is cut; short-lived and small ones stay", () => {
  let now = 0;
  const budget = new BufferBudget(100, () => now);
  const cut: string[] = [];
  const open = (name: string) => budget.open(() => cut.push(name));
  const [small, old, young] = [open("small"), open("old"), open("young")];
  small.set(1);
  old.set(60);
  now = 1_000;
  young.set(39);
  assert.deepEqual([cut, budget.used], [[], 100]);
  young.set(70);
  assert.deepEqual([cut, budget.used], [["old"], 71]);
});

test("a freed share no longer counts, also when it is freed twice; a single share over the limit is cut", () => {
  const budget = new BufferBudget(100);
  let cuts = 0;
  const share = budget.open(() => cuts++);
  share.set(80);
  share.close();
  share.close();
  assert.equal(budget.used, 0);
  share.set(101);
  assert.deepEqual([cuts, budget.used], [1, 0]);
});
