import assert from "node:assert/strict";
import { test } from "node:test";
import { pick, seeded } from "./random.ts";

test("the same seed gives the same numbers, another seed others", () => {
  const three = (seed: number) => [1, 2, 3].map(seeded(seed));
  assert.deepEqual(three(7), three(7));
  assert.notDeepEqual(three(7), three(8));
  assert.ok(three(7).every((n) => n >= 0 && n < 1));
});

test("a choice of weight 0 is never picked, others by their weight", () => {
  const random = seeded(1);
  const counts = { often: 0, seldom: 0, never: 0 };
  const of = [["often", 9], ["seldom", 1], ["never", 0]] as const;
  for (let n = 0; n < 1_000; n++) counts[pick(random, of)]++;
  assert.equal(counts.never, 0);
  assert.ok(counts.often > 800 && counts.seldom > 50);
});
