import assert from "node:assert/strict";
import { test } from "node:test";
import { parseArguments } from "../command/parse-arguments.ts";
import { auditArguments, pruneTime } from "./arguments.ts";

const read = (line: string) => parseArguments(auditArguments, line.split(" "));

test("prune takes a day that has begun, and no other command does", () => {
  assert.equal(read("prune --before 2026-01-31").values.before, "2026-01-31");
  for (const day of ["2999-01-01", "2026-13-01", "yesterday"]) {
    assert.throws(() => read(`prune --before ${day}`), /--before/, day);
  }
  assert.throws(() => read("verify --before 2026-01-31"), /--before is for prune/);
  assert.throws(() => read("delete"), /say verify, export or prune/);
});

test("events are deleted before the day, else by their age, else not at all", () => {
  const now = Date.parse("2026-11-29T12:00:00Z");
  assert.equal(pruneTime("2026-01-31", 30, now)?.toISOString(), "2026-01-31T00:00:00.000Z");
  assert.equal(pruneTime(null, 30, now)?.toISOString(), "2026-10-30T12:00:00.000Z");
  assert.equal(pruneTime(null, null, now), null);
});
