import assert from "node:assert/strict";
import { test } from "node:test";
import { loader } from "./loader.ts";

test("the ids of one tick make one query, each named once and answered in its place", async () => {
  const asked: string[][] = [];
  const load = loader((ids) => {
    asked.push(ids);
    return Promise.resolve(ids.map((id) => id.toUpperCase()));
  });
  const answers = await Promise.all(["b", "a", "b", "c"].map(load));
  assert.deepEqual(answers, ["B", "A", "B", "C"]);
  assert.deepEqual(asked, [["b", "a", "c"]]);
});

test("nothing is cached from one tick to the next", async () => {
  let n = 0;
  const load = loader((ids) => Promise.resolve(ids.map(() => ++n)));
  assert.deepEqual([await load("a"), await load("a")], [1, 2]);
});
