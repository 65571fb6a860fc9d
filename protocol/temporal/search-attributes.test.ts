import assert from "node:assert/strict";
import { test } from "node:test";
import { SearchAttributes } from "./search-attributes.ts";

const refusal = () =>
  Object.assign(new Error("failed to start"), {
    cause: {
      code: 3,
      details: "Namespace default has no mapping defined for search attribute TramontaneAgent",
    },
  });

function server() {
  let [now, knows] = [0, false];
  const reports: unknown[] = [];
  const seen: boolean[] = [];
  const attributes = new SearchAttributes((error) => reports.push(error), () => now);
  const start = () =>
    attributes.start((searchable) => {
      seen.push(searchable);
      return searchable && !knows ? Promise.reject(refusal()) : Promise.resolve("started");
    });
  return { start, seen, reports, later: (ms: number) => now += ms, learn: () => knows = true };
}

test("a start that is rejected for its attributes is repeated without them, which is reported once", async () => {
  const { start, seen, reports, later } = server();
  assert.equal(await start(), "started");
  assert.equal(await start(), "started");
  assert.deepEqual(seen, [true, false, false]);
  later(60_000);
  assert.equal(await start(), "started");
  assert.deepEqual(seen.slice(3), [true, false]);
  assert.equal(reports.length, 1);
});

test("after their registration, attributes are sent again within a minute", async () => {
  const { start, seen, later, learn } = server();
  await start();
  learn();
  later(60_000);
  await start();
  assert.deepEqual(seen, [true, false, true]);
});

test("any other error of a start is thrown", async () => {
  const attributes = new SearchAttributes(() => assert.fail("nothing to report"));
  for (const fault of [new Error("away"), Object.assign(new Error("bad id"), { code: 3 })]) {
    await assert.rejects(attributes.start(() => Promise.reject(fault)), fault);
  }
});
