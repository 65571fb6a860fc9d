import assert from "node:assert/strict";
import { test } from "node:test";
import { attemptWords, kindWords, secretWords, stateOf } from "./describe.ts";

test("a state of the address that does not exist shows all deliveries", () => {
  assert.equal(stateOf("DEAD"), "DEAD");
  for (const text of [null, "", "dead", "toString"]) {
    assert.equal(stateOf(text), null);
  }
});

test("kinds are words, and none are everything", () => {
  assert.equal(kindWords(["TURN_CHANGED", "ALIAS_MOVED"]), "turn changed, alias moved");
  assert.match(kindWords(null), /everything/);
});

test("during a rotation it is said how long the older secrets sign", () => {
  assert.equal(secretWords([{ expiresAt: null }]), "one");
  const rotated = [{ expiresAt: null }, { expiresAt: "2026-11-30T12:00:00Z" }];
  assert.match(secretWords(rotated), /^2, the older ones until .*2026/);
});

test("an attempt says why it failed, or what was answered", () => {
  assert.equal(attemptWords({ status: 204, failure: null }), "The receiver answered HTTP 204.");
  assert.equal(attemptWords({ status: null, failure: "It is away." }), "It is away.");
});
