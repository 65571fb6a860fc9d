import assert from "node:assert/strict";
import { test } from "node:test";
import { malformed } from "./malform.ts";
import type { PromptEntry } from "./types.ts";

const json = '{"a":{"b":1}}';
const user = (text: string): PromptEntry => ({ kind: "user", text });
const answer: PromptEntry = { kind: "answer", text: "" };

test("a json directive malforms one answer, or as many as it says", () => {
  assert.equal(malformed(json, [user("hello")]), json);
  assert.equal(malformed(json, [user("x [[json:broken]]")]), '{"a":{"b":1},}');
  assert.equal(malformed(json, [user("x [[json:broken]]"), answer, user("again")]), json);
  const twice = [user("x [[json:cut 2]]"), answer, user("again")];
  assert.equal(malformed(json, twice), '{"a":{"');
  assert.equal(malformed(json, [...twice, answer, user("next")]), json);
  assert.equal(malformed(json, [user("[[json:nonsense]]")]), json);
});
