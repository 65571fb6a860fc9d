import assert from "node:assert/strict";
import { test } from "node:test";
import { auditFilterIssues } from "./records.ts";

const all = { from: null, to: null, actor: null, action: null, resource: null };
const day = (n: number) => new Date(Date.UTC(2026, 10, n));

test("a filter with an empty period or an unknown action has issues", () => {
  assert.deepEqual(auditFilterIssues(all), []);
  const good = { ...all, from: day(1), to: day(2), action: "key.created" };
  assert.deepEqual(auditFilterIssues(good), []);
  const bad = { ...all, from: day(2), to: day(2), action: "key.found" };
  assert.deepEqual(auditFilterIssues(bad).map((issue) => issue.path), [["to"], ["action"]]);
});
