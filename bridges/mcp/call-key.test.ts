import assert from "node:assert/strict";
import { test } from "node:test";
import { callKeyOf } from "./call-key.ts";
import { readState, stateOf } from "./form-state.ts";

const headers = new Headers({ "idempotency-key": "of the header" });
const meta = { "tramontane/callId": "of the meta", "tramontane/depth": 2 };

test("the key is that of the arguments, else of `_meta`, else of the header", () => {
  assert.equal(callKeyOf(meta, headers, "given").own, "given");
  assert.equal(callKeyOf(meta, headers, undefined).own, "of the meta");
  assert.equal(callKeyOf({}, headers, undefined).own, "of the header");
});

test("a call without a key gets a new one, and so does a key that is too long to be stored", () => {
  const [one, other] = [0, 0].map(() => callKeyOf(undefined, new Headers(), undefined));
  assert.notEqual(one?.own, other?.own);
  assert.equal(one?.isGiven, false);
  const long = callKeyOf({ "tramontane/callId": "k".repeat(151) }, new Headers(), undefined);
  assert.equal(long.isGiven, false);
});

test("a further round of a call has the key of the first", () => {
  const first = callKeyOf(undefined, new Headers(), undefined);
  const state = readState(stateOf({ key: first.own, isGiven: first.isGiven, asked: [] }));
  const second = callKeyOf(meta, headers, undefined, state);
  assert.deepEqual([second.own, second.isGiven], [first.own, false]);
});

test("a state that this server did not make is refused", () => {
  for (const text of ["", "{", "{}", '{"key":5}', JSON.stringify({ key: "k".repeat(151) })]) {
    assert.throws(() => readState(text), { code: -32602 }, text);
  }
});

test("the depth is stored with the key; what is no depth counts as none", () => {
  assert.equal(callKeyOf(meta, headers, "k").stored, "mcp:2:k");
  for (const depth of [undefined, "3", -1, 1.5, null]) {
    assert.equal(callKeyOf({ "tramontane/depth": depth }, headers, "k").depth, 0, `${depth}`);
  }
  assert.equal(callKeyOf({ "tramontane/depth": 1e9 }, headers, "k").depth, 99);
});
