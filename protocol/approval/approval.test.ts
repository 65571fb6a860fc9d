import assert from "node:assert/strict";
import { test } from "node:test";
import { admission } from "./approval.ts";

const call = { arguments: { symbol: "NVDA" }, standing: false };

test("the policy of the tool decides", () => {
  assert.equal(admission("AUTO", call), "run");
  assert.equal(admission("ASK", call), "ask");
  assert.equal(admission("DENY", call), "deny");
});

test("an `always` decision changes ASK and no other policy", () => {
  const standing = { ...call, standing: true };
  assert.equal(admission("ASK", standing), "run");
  assert.equal(admission("DENY", standing), "deny");
});

test("a call that cannot run needs no approval", () => {
  for (const args of ['{"symbol": "AA', null, [1]]) {
    assert.equal(admission("ASK", { ...call, arguments: args }), "run");
  }
  assert.equal(admission(undefined, call), "run");
});
