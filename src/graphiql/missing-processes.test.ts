import assert from "node:assert/strict";
import { test } from "node:test";
import { missingLines } from "./missing-processes.ts";

const up = { up: true, needed: true };
const down = { up: false, needed: false };

test("nothing is missing when all dependencies are up", () => {
  const start = { phase: "ready", parts: { temporal: { state: "ready" } } };
  assert.deepEqual(missingLines({ ready: true, dependencies: { database: up }, start }), []);
});

test("each missing process is named once, with its progress", () => {
  const start = {
    phase: "starting",
    parts: {
      postgres: { state: "ready" },
      temporal: { state: "starting", doing: "building with Go: 35 s, about 12 %" },
      mcp: { state: "restarting" },
      worker: { state: "waiting" },
      api: { state: "starting" },
    },
  };
  const dependencies = { database: up, temporal: down, worker: down };
  assert.deepEqual(missingLines({ ready: true, dependencies, start }), [
    "temporal: building with Go: 35 s, about 12 %",
    "worker: waiting",
    "mcp: restarting",
  ]);
});

test("a worker that the start knows to be dead is missing before Temporal notices", () => {
  const start = { phase: "ready", parts: { worker: { state: "restarting" } } };
  assert.deepEqual(missingLines({ ready: true, dependencies: { worker: up }, start }), [
    "worker: restarting",
  ]);
});

test("without the state of a start, a missing dependency is shown as not answering", () => {
  const readiness = { ready: false, dependencies: { database: down, temporal: up } };
  assert.deepEqual(missingLines(readiness), ["database: no answer"]);
});
