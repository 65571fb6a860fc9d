import assert from "node:assert/strict";
import { test } from "node:test";
import { OpenCounts } from "./open-counts.ts";

test("a principal has at most as many open as its limit, and an end makes room once", () => {
  const counts = new OpenCounts();
  const first = counts.begin("acme", "ada", 2);
  const second = counts.begin("acme", "ada", 2);
  assert.ok(first && second);
  assert.equal(counts.begin("acme", "ada", 2), null);
  assert.ok(counts.begin("acme", "ben", 2), "another principal has its own limit");
  assert.ok(counts.begin("other", "ada", 2), "so has one of another tenant with the same subject");
  first();
  first();
  assert.ok(counts.begin("acme", "ada", 2));
  assert.equal(counts.begin("acme", "ada", 2), null);
});

test("nothing is kept of what is closed", () => {
  const counts = new OpenCounts();
  const ends = [1, 2, 3].map((n) => counts.begin("acme", `subject${n}`, null)!);
  assert.equal(counts.size, 3);
  for (const end of ends) end();
  assert.equal(counts.size, 0);
});
