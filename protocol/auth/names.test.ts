import assert from "node:assert/strict";
import { test } from "node:test";
import { isGroup, isSubject, nameLength } from "./names.ts";

test("a subject is short text without control characters", () => {
  for (const name of ["ada", "auth0|5f7c", "a b", "é", "x".repeat(nameLength)]) {
    assert.ok(isSubject(name), name);
  }
  const bad = ["", " ", " a", "a\n", "a\0b", "\ud800", "x".repeat(nameLength + 1)];
  for (const name of bad) assert.ok(!isSubject(name), JSON.stringify(name));
});

test("a subject cannot pass for an API key, a group or a session", () => {
  for (const name of ["key:1", "KEY:1", "group:admins", "session:x"]) assert.ok(!isSubject(name));
  assert.ok(isGroup("key:1"));
});
