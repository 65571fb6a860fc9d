import assert from "node:assert/strict";
import { test } from "node:test";
import { minValidityMs, signature, signedLink, verifyLink } from "./signed-link.ts";

const key = new TextEncoder().encode("a key of thirty-two bytes exactly");
const now = Date.parse("2026-11-23T10:30:00Z");
const verify = (path: string, at = now) => verifyLink(key, new URL(path, "http://localhost"), at);

test("a link is valid for its file, for one to two hours", () => {
  const link = signedLink(key, "file_0a", now);
  const verified = verify(link);
  assert.equal(verified.state, "valid");
  assert.equal(verify(link, now + minValidityMs).state, "valid");
  assert.equal(verify(link, now + 2 * minValidityMs).state, "expired");
});

test("links of the same hour are equal, so that caches can use them", () => {
  assert.equal(signedLink(key, "file_0a", now), signedLink(key, "file_0a", now + 20 * 60_000));
});

test("a changed link is wrong, also when it has expired", () => {
  const link = signedLink(key, "file_0a", now);
  assert.equal(verify(link.replace("file_0a", "file_0b")).state, "invalid");
  assert.equal(verify(link.replace(/expires=\d+/, "expires=1")).state, "invalid");
  assert.equal(verify(link.replace(/expires=\d+/, "expires=1e99")).state, "invalid");
  assert.equal(verify(link.slice(0, -1)).state, "invalid");
  assert.equal(verify("/files/file_0a").state, "invalid");
  const other = new TextEncoder().encode("another key");
  assert.notEqual(signature(other, "file_0a", 1), signature(key, "file_0a", 1));
});

test("a link ends with the credential of its owner", () => {
  const until = new Date(now + 90_000);
  const link = signedLink(key, "file_0a", now, { grant: "e30", until });
  assert.equal(verify(link, now + 89_000).state, "valid");
  assert.equal(verify(link, now + 90_000).state, "expired");
  const key90d = signedLink(key, "file_0a", now, { grant: "e30", until: new Date(now + 9e9) });
  assert.equal(verify(key90d, now + 2 * minValidityMs).state, "expired");
});
