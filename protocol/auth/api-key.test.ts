import assert from "node:assert/strict";
import { test } from "node:test";
import { isApiKey, newSecret, parseApiKey, subjectOfKey, writeApiKey } from "./api-key.ts";

const id = `key_${"0123456789abcdef".repeat(2)}`;

test("a key that is written is read again, and is recognized by its prefix", () => {
  const secret = newSecret();
  const token = writeApiKey({ id, secret });
  assert.match(token, /^tmk_[0-9a-f]{32}_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/);
  assert.deepEqual(parseApiKey(token), { id, secret });
  assert.equal(isApiKey(token), true);
  assert.equal(isApiKey("eyJhbGciOiJSUzI1NiJ9.e30.x"), false);
});

test("the checksum is CRC-32 in base 62", () => {
  const secret = "0".repeat(43);
  const body = `tmk_${"0123456789abcdef".repeat(2)}_${secret}`;
  // zlib's crc32 of the body is 2175316928.
  assert.equal(writeApiKey({ id, secret }), `${body}_2NDPIu`);
});

test("every change of one character is refused without a query", () => {
  const token = writeApiKey({ id, secret: newSecret() });
  for (let i = 0; i < token.length; i++) {
    const other = token[i] === "a" ? "b" : "a";
    assert.equal(parseApiKey(token.slice(0, i) + other + token.slice(i + 1)), null, `at ${i}`);
  }
});

test("text of another form is no key", () => {
  const token = writeApiKey({ id, secret: newSecret() });
  for (const text of ["", "tmk_", `${token} `, `${token}\n`, token.slice(1), "x".repeat(30_000)]) {
    assert.equal(parseApiKey(text), null);
  }
});

test("secrets differ and have the same length", () => {
  const secrets = Array.from({ length: 200 }, newSecret);
  assert.equal(new Set(secrets).size, 200);
  assert.ok(secrets.every((secret) => /^[0-9A-Za-z]{43}$/.test(secret)));
});

test("the subject of a key is its id", () => {
  assert.equal(subjectOfKey("key_abc"), "key:abc");
});
