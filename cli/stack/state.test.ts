import assert from "node:assert/strict";
import { test } from "node:test";
import {
  checkPostgres,
  checkState,
  loadState,
  saveState,
  type State,
  StateError,
  stateFormat,
} from "./state.ts";

test("a new folder gets this version's format", () => {
  assert.deepEqual(checkState("/home", undefined), { format: stateFormat });
});

test("another format is refused with the way out", () => {
  assert.throws(
    () => checkState("/home/x", { format: stateFormat + 1 }),
    (error) =>
      error instanceof StateError && /\/home\/x.*deno(@2\.9\.3)? task reset/.test(error.message),
  );
});

test("an older format is upgraded step by step", () => {
  const steps = {
    1: (state: State): State => ({ ...state, postgres: "18" }),
    2: (state: State): State => ({ ...state, temporal: "1.30" }),
  };
  assert.deepEqual(checkState("/home", { format: 1 }, 3, steps), {
    format: 3,
    postgres: "18",
    temporal: "1.30",
  });
  assert.throws(() => checkState("/home", { format: 0 }, 3, steps), StateError);
});

test("data of another PostgreSQL are refused with the way out", () => {
  assert.throws(
    () => checkPostgres("/home", "17", "18"),
    /PostgreSQL 17.*18.*deno(@2\.9\.3)? task reset/,
  );
  assert.doesNotThrow(() => checkPostgres("/home", "18", "18"));
  assert.doesNotThrow(() => checkPostgres("/home", undefined, "18"));
});

test("a change of the state keeps the rest of it, readable by its owner alone", async () => {
  const home = await Deno.makeTempDir();
  saveState(home, { postgres: "18" });
  saveState(home, { temporal: "1.29.1" });
  assert.deepEqual(loadState(home), { format: stateFormat, postgres: "18", temporal: "1.29.1" });
  assert.equal((await Deno.stat(`${home}/state.json`)).mode! & 0o777, 0o600);
});
