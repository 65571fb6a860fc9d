import assert from "node:assert/strict";
import { createHmac, generateKeyPairSync } from "node:crypto";
import { test } from "node:test";
import { SignJWT } from "jose";
import { Unauthenticated } from "../authenticator.ts";
import { readSessionKeys } from "./session-keys.ts";
import type { SessionClaims } from "./session-claims.ts";
import { sessionTokens } from "./session-tokens.ts";

const pemOf = (namedCurve = "prime256v1") =>
  generateKeyPairSync("ec", { namedCurve }).privateKey.export({ type: "pkcs8", format: "pem" })
    .toString();
const [oldPem, newPem] = [pemOf(), pemOf()];
const keysOf = (pem: string) => readSessionKeys(pem) ?? assert.fail("no keys");
const keys = keysOf(oldPem);
const tokens = sessionTokens(keys);
const now = Math.floor(Date.now() / 1_000) * 1_000;
const claims: SessionClaims = {
  ...{ id: "session:1", tenant: "acme", subject: "ada", scopes: ["conversations:read"] },
  bound: { kind: "conversation", id: "conversation_1" },
  ...{ mintedBy: "key_1", minter: "key:1", issuedAt: now, expiresAt: now + 900_000 },
};
const refused = (reason: string) => (error: unknown) =>
  error instanceof Unauthenticated && error.reason === reason;

test("a token gives back who it was minted for, and what it is limited to", async () => {
  const token = await tokens.sign(claims);
  assert.equal(tokens.recognizes(token), true);
  const principal = await tokens.authenticate(token);
  assert.deepEqual(principal, {
    ...{ tenant: "acme", kind: "SESSION", subject: "ada", groups: [], roles: [] },
    ...{
      scopes: claims.scopes,
      bound: claims.bound,
      credentialId: "session:1",
      mintedBy: "key_1",
      minter: "key:1",
    },
    ...{ issuedAt: new Date(now), expiresAt: new Date(now + 900_000) },
  });
});

test("tokens of the old key stay valid while it is listed after the new one", async () => {
  const token = await tokens.sign(claims);
  const rotated = sessionTokens(keysOf(newPem + oldPem));
  assert.equal((await rotated.authenticate(token)).subject, "ada");
  const fresh = await rotated.sign(claims);
  await assert.rejects(tokens.authenticate(fresh), refused("unknown_key"));
  const without = sessionTokens(keysOf(newPem));
  await assert.rejects(without.authenticate(token), refused("unknown_key"));
});

test("an expired token is refused as expired", async () => {
  const past = { ...claims, issuedAt: now - 120_000, expiresAt: now - 60_000 };
  await assert.rejects(tokens.authenticate(await tokens.sign(past)), refused("expired"));
});

test("a token that lives longer than the limit is refused, though we signed it", async () => {
  const long = { ...claims, expiresAt: now + 2 * 3_600_000 };
  await assert.rejects(tokens.authenticate(await tokens.sign(long)), refused("malformed"));
});

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const payload = {
  ...{ iss: "tramontane", aud: "tramontane", sub: "root", tnt: "acme", jti: "session:2" },
  ...{ scp: ["conversations:read"], bnd: claims.bound },
  ...{ iat: now / 1_000, exp: now / 1_000 + 900 },
};
const typ = "tramontane-session+jwt";
const { kid } = keys[0] as { kid: string };

test("a token without a signature, or signed with the public key as a secret, is refused", async () => {
  const bare = `${part({ alg: "none", typ, kid })}.${part(payload)}.`;
  const head = `${part({ alg: "HS256", typ, kid })}.${part(payload)}`;
  const secret = keys[0]?.public.export({ type: "spki", format: "pem" }) as string;
  const signed = `${head}.${createHmac("sha256", secret).update(head).digest("base64url")}`;
  for (const token of [bare, signed]) {
    assert.equal(tokens.recognizes(token), true);
    await assert.rejects(tokens.authenticate(token), refused("malformed"));
  }
});

test("a changed payload and another issuer, audience or type are refused", async () => {
  const token = await tokens.sign(claims);
  const [head, , signature] = token.split(".");
  await assert.rejects(
    tokens.authenticate(`${head}.${part(payload)}.${signature}`),
    refused("malformed"),
  );
  const key = keys[0] as (typeof keys)[number];
  const sign = (over: object) =>
    new SignJWT({ ...payload, ...over }).setProtectedHeader({ alg: "ES256", typ, kid })
      .sign(key.private);
  for (const over of [{ iss: "other" }, { aud: "other" }, { jti: undefined }, { bnd: undefined }]) {
    await assert.rejects(tokens.authenticate(await sign(over)), refused("malformed"));
  }
  assert.equal((await tokens.authenticate(await sign({}))).subject, "root");
});

test("other texts are not recognized, and long ones are not read", () => {
  for (const text of ["", "tmk_1_2_3", "a.b.c", `${part({ typ: "at+jwt" })}.e30.x`]) {
    assert.equal(tokens.recognizes(text), false, text);
  }
  assert.equal(tokens.recognizes(`${part({ alg: "ES256", typ })}.${"x".repeat(5_000)}.x`), false);
});

test("only private keys on the curve P-256 are accepted", () => {
  for (const pem of ["", "nothing", pemOf("secp384r1"), oldPem + pemOf("secp384r1")]) {
    assert.equal(readSessionKeys(pem), null);
  }
});
