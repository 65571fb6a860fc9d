import assert from "node:assert/strict";
import { test } from "node:test";
import { prune } from "./build-folder.ts";

const hour = 3_600_000;

test("prune() keeps the three newest builds of each kind, running builds and other folders", async () => {
  const folder = await Deno.makeTempDir({ prefix: "tramontane-prune-" });
  const now = Date.now();
  const make = async (name: string, age: number) => {
    await Deno.mkdir(`${folder}/${name}`);
    await Deno.utime(`${folder}/${name}`, new Date(now - age), new Date(now - age));
  };
  for (const age of [1, 2, 3, 4, 5]) await make(`${age}`.repeat(16), age * hour);
  for (const age of [1, 2, 3, 4]) await make(`console-${`${age}`.repeat(16)}`, age * hour);
  await make(`${"a".repeat(16)}.under-way`, 1_000);
  await make(`${"b".repeat(16)}.left-behind`, 2 * hour);
  await make("image", 100 * hour);
  await prune(folder, now);
  const left = await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
  assert.deepEqual(left.sort(), [
    "1".repeat(16),
    "2".repeat(16),
    "3".repeat(16),
    `${"a".repeat(16)}.under-way`,
    ...["1", "2", "3"].map((age) => `console-${age.repeat(16)}`),
    "image",
  ]);
  await Deno.remove(folder, { recursive: true });
});
