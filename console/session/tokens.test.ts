import assert from "node:assert/strict";
import { test } from "node:test";
import { isDue, tokensOf } from "./tokens.ts";

const issuer = { token: "https://id.example.com/token", clientId: "console" };

test("an answer of a token endpoint says when its token ends, and a refresh keeps its refresh token", () => {
  const first = tokensOf({ access_token: "a", expires_in: 600, refresh_token: "r" }, 1_000, issuer);
  assert.deepEqual([first.token, first.endsAt, first.refreshToken], ["a", 601_000, "r"]);
  const next = tokensOf({ access_token: "b" }, 2_000, issuer, first.refreshToken);
  assert.deepEqual([next.endsAt, next.refreshToken], [null, "r"]);
  assert.throws(() => tokensOf({ error: "invalid_grant" }, 0, issuer), /no token/);
  assert.throws(() => tokensOf(null, 0, issuer), /no token/);
});

test("a token is renewed a minute before its end, a short one after four fifths of its life", () => {
  const tokens = tokensOf({ access_token: "a", expires_in: 600 }, 0, issuer);
  assert.deepEqual([isDue(tokens, 539_000, 0), isDue(tokens, 541_000, 0)], [false, true]);
  const short = tokensOf({ access_token: "a", expires_in: 10 }, 0, issuer);
  assert.deepEqual([isDue(short, 7_900, 0), isDue(short, 8_100, 0)], [false, true]);
});
