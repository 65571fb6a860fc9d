import assert from "node:assert/strict";
import { test } from "node:test";
import { missingParts } from "./missing-parts.ts";

const up = { up: true, needed: true };
const down = { up: false, needed: false };

test("nothing is missing while all dependencies answer", () => {
  assert.deepEqual(missingParts({ ready: true, dependencies: { database: up, worker: up } }), []);
});

test("while a start goes on, each part that is not ready is shown once, with what it does", () => {
  const doing = "building Temporal with Go: 35 s";
  const parts = {
    postgres: { state: "starting" },
    temporal: { state: "starting", doing },
    worker: { state: "failed" },
    mcp: { state: "ready" },
    api: { state: "starting" },
    sandbox: { state: "waiting" },
  };
  const dependencies = { database: down, temporal: down, worker: down };
  assert.deepEqual(missingParts({ ready: false, dependencies, start: { parts } }), [
    { name: "database", doing: null, isStarting: true },
    { name: "temporal", doing, isStarting: true },
    { name: "worker", doing: null, isStarting: false },
    { name: "sandbox", doing: null, isStarting: true },
  ]);
});
