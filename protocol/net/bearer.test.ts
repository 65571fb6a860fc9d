import assert from "node:assert/strict";
import { test } from "node:test";
import { bearerOf, hasBearer } from "./bearer.ts";

const headers: [string | null | undefined, string | null][] = [
  ["Bearer secret", "secret"],
  ["bearer secret", "secret"],
  ["BEARER   secret", "secret"],
  ["Bearer secret ", null],
  ["Bearer two words", null],
  ["Bearer", null],
  ["Bearer ", null],
  ["Basic secret", null],
  ["secret", null],
  ["", null],
  [null, null],
  [undefined, null],
];

for (const [header, token] of headers) {
  test(`${JSON.stringify(header)} has ${token === null ? "no token" : `the token ${token}`}`, () => {
    assert.equal(bearerOf(header), token);
    assert.equal(hasBearer(header, "secret"), token === "secret");
  });
}

test("a header without a token never has one, not even an empty one", () => {
  for (const header of [null, undefined, "", "Bearer", "Bearer "]) {
    assert.equal(hasBearer(header, ""), false, String(header));
  }
});

test("a token with another beginning, end or length is wrong", () => {
  for (const wrong of ["secre", "secrets", "Secret", "xsecret"]) {
    assert.equal(hasBearer(`Bearer ${wrong}`, "secret"), false, wrong);
  }
});
