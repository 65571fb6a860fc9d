import assert from "node:assert/strict";
import { test } from "node:test";
import { groupChanges } from "./group-changes.ts";

const change = (path: string, before: unknown, after: unknown) => ({
  path,
  before,
  after,
  diff: null,
});

test("the fields of a tool are one part, which was added, was removed or changed", () => {
  const groups = groupChanges([
    change("instructions", "a", "b"),
    change("tools.prices.a.policy", null, "ASK"),
    change("tools.prices.a.tool.name", null, "a"),
    change("tools.prices.b.policy", "ASK", null),
    change("tools.prices.c.policy", "ASK", "AUTO"),
    change("settings.temperature", null, 0.3),
    change("outputSchema", null, {}),
  ]);
  assert.deepEqual(groups.map(({ part, verb }) => `${part} ${verb}`), [
    "instructions changed",
    "tools.prices.a was added",
    "tools.prices.b was removed",
    "tools.prices.c changed",
    "settings changed",
    "outputSchema was added",
  ]);
  assert.deepEqual(groups.map(({ changes }) => changes.map(({ path }) => path)).slice(0, 2), [
    [""],
    ["policy", "tool.name"],
  ]);
});
