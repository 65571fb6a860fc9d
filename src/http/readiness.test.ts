import assert from "node:assert/strict";
import { test } from "node:test";
import { checkReadiness, parseStartStatus } from "./readiness.ts";

test("the state of a start is read, without addresses and process ids", () => {
  const run = {
    pid: 1,
    phase: "starting",
    urls: { temporal: "127.0.0.1:7233" },
    processes: [
      { name: "postgres", state: "ready", pid: 2, log: "/x" },
      { name: "temporal", state: "starting", log: "/y" },
    ],
    progress: { temporal: "building with Go: 35 s, about 12 %", postgres: "making the database" },
  };
  assert.deepEqual(parseStartStatus(JSON.stringify(run)), {
    phase: "starting",
    parts: {
      postgres: { state: "ready" },
      temporal: { state: "starting", doing: "building with Go: 35 s, about 12 %" },
    },
  });
});

test("a file that is not of a start gives no state", () => {
  for (const text of ["", "{", "null", "{}"]) assert.equal(parseStartStatus(text), null);
});

test("only needed dependencies decide", async () => {
  const probe = (name: string, needed: boolean, up: boolean) => ({
    name,
    needed,
    isUp: () => Promise.resolve(up),
  });
  const some = [probe("database", true, true), probe("worker", false, false)];
  assert.equal((await checkReadiness(some, null)).ready, true);
  assert.equal((await checkReadiness([probe("database", true, false)], null)).ready, false);
});
