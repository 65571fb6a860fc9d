import assert from "node:assert/strict";
import { test } from "node:test";
import { tokenOf } from "./token.ts";

test("the token comes from its variable or from a file, which is read again each time", () => {
  assert.equal(tokenOf({}, () => ""), null);
  assert.equal(tokenOf({ TRAMONTANE_TOKEN: "tmk_1" }, () => ""), "tmk_1");
  let text = "first\n";
  const env = { TRAMONTANE_TOKEN_FILE: "/run/token" };
  assert.equal(tokenOf(env, () => text), "first");
  text = "second";
  assert.equal(tokenOf(env, () => text), "second");
});

test("a token that no header can carry is a fault that does not show it", () => {
  assert.throws(() => tokenOf({ TRAMONTANE_TOKEN: "hunter 2" }, () => ""), (error: Error) => {
    assert.match(error.message, /TRAMONTANE_TOKEN has an invalid value/);
    return !error.message.includes("hunter");
  });
});
