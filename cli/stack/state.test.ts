import assert from "node:assert/strict";
import { test } from "node:test";
import { startStack } from "./stack.ts";
import {
  checkPostgres,
  checkState,
  loadState,
  saveState,
  StateError,
  stateFormat,
} from "./state.ts";

test("a new folder gets this version's format", () => {
  assert.deepEqual(checkState("/home", undefined), { format: stateFormat });
});

test("another format is refused, and the message says what to do", () => {
  assert.throws(
    () => checkState("/home/x", { format: stateFormat + 1 }),
    (error) =>
      error instanceof StateError && /\/home\/x.*deno(@2\.9\.3)? task reset/.test(error.message),
  );
});

test("a state folder of 0.1 is refused, the message says what to do, and the folder is not changed", async () => {
  const home = await Deno.makeTempDir();
  const text = `{"format":1,"postgres":"18"}\n`;
  await Deno.writeTextFile(`${home}/state.json`, text);
  await assert.rejects(
    startStack({ home, parts: ["postgres"] }),
    (error) =>
      error instanceof StateError &&
      /made by version 0\.1.*deno(@2\.9\.3)? task reset/.test(error.message),
  );
  assert.equal(await Deno.readTextFile(`${home}/state.json`), text);
  const names = await Array.fromAsync(Deno.readDir(home), ({ name }) => name);
  assert.deepEqual(names.filter((name) => /postgres|temporal|sandbox/.test(name)), []);
});

test("data of another PostgreSQL is refused, and the message says what to do", () => {
  assert.throws(
    () => checkPostgres("/home", "17", "18"),
    /PostgreSQL 17.*18.*deno(@2\.9\.3)? task reset/,
  );
  assert.doesNotThrow(() => checkPostgres("/home", "18", "18"));
  assert.doesNotThrow(() => checkPostgres("/home", undefined, "18"));
});

test("a change of the state keeps its other fields, and only the owner can read it", async () => {
  const home = await Deno.makeTempDir();
  saveState(home, { postgres: "18" });
  saveState(home, { temporal: "1.29.1" });
  assert.deepEqual(loadState(home), { format: stateFormat, postgres: "18", temporal: "1.29.1" });
  assert.equal((await Deno.stat(`${home}/state.json`)).mode! & 0o777, 0o600);
});
