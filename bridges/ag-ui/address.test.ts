import assert from "node:assert/strict";
import { test } from "node:test";
import { BridgeError } from "../failure.ts";
import { addressOf } from "./address.ts";

const of = (path: string) => addressOf(`http://127.0.0.1:4000/bridges/ag-ui/${path}`);

test("the path names an agent, a version of it, or an alias", () => {
  assert.deepEqual(of("analyst"), { agent: "analyst", version: null });
  assert.deepEqual(of("analyst@12"), { agent: "analyst", version: { number: 12 } });
  assert.deepEqual(of("analyst@stable"), { agent: "analyst", version: { alias: "stable" } });
  assert.deepEqual(of("analyst%40next"), { agent: "analyst", version: { alias: "next" } });
});

test("any other path is not found", () => {
  for (const path of ["", "@1", "analyst@", "a@1@2", "analyst/x", "%ff"]) {
    assert.throws(
      () => of(path),
      (error) => error instanceof BridgeError && error.failure.status === 404,
    );
  }
});
