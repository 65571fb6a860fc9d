import assert from "node:assert/strict";
import { test } from "node:test";
import { createLocalJWKSet, jwtVerify } from "jose";
import { answerIssuer } from "./issuer-server.ts";
import { openIssuer, publicKeys, readIssuer, rotateKeys } from "./issuer-state.ts";
import { signToken } from "./sign-token.ts";

const issuer = "http://127.0.0.1:4100";
const home = await Deno.makeTempDir();
const named = { issuer, audience: "tramontane", tenants: ["acme"] };
const state = await openIssuer(home, named);
const ask = (path: string, init: RequestInit = {}, host = "127.0.0.1:4100") =>
  answerIssuer(
    new Request(`${issuer}${path}`, { ...init, headers: { host, ...init.headers } }),
    state,
  );
const wanted = JSON.stringify({ tenant: "acme", subject: "ada", roles: ["member"] });
const type = { "content-type": "application/json" };
const authorization = `Bearer ${state.secret}`;

test("discovery leads to the public keys, which have no private part", async () => {
  const { jwks_uri: uri } = await (await ask("/.well-known/openid-configuration")).json();
  const { keys } = await (await ask(new URL(uri).pathname)).json();
  assert.equal(keys.length, 1);
  assert.equal("d" in keys[0], false);
});

test("the token endpoint gives tokens to those who know its secret", async () => {
  const post = { method: "POST", body: wanted };
  assert.equal((await ask("/token", { ...post, headers: type })).status, 401);
  const answer = await ask("/token", { ...post, headers: { ...type, authorization } });
  const { access_token: token } = await answer.json();
  const { payload } = await jwtVerify(token, createLocalJWKSet(publicKeys(state)), { issuer });
  assert.deepEqual([payload.sub, payload.tenant, payload.roles], ["ada", "acme", ["member"]]);
});

test("a page of another origin and a rebound name reach nothing", async () => {
  assert.equal((await ask("/jwks", {}, "evil.example:4100")).status, 421);
  const headers = { ...type, authorization, origin: "https://evil.example" };
  assert.equal((await ask("/token", { method: "POST", body: wanted, headers })).status, 403);
});

test("tokens of the previous key stay valid after a rotation, those of the one before do not", async () => {
  const token = await signToken(state, { tenant: "acme", subject: "ada" });
  const isValid = async () => {
    const now = readIssuer(home);
    assert.ok(now);
    return await jwtVerify(token, createLocalJWKSet(publicKeys(now))).then(() => true, () => false);
  };
  await rotateKeys(home, state);
  assert.equal(await isValid(), true);
  await rotateKeys(home, readIssuer(home) ?? state);
  assert.equal(await isValid(), false);
  assert.equal((await openIssuer(home, named)).keys.length, 2);
});
