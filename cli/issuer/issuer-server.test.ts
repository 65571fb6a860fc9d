import assert from "node:assert/strict";
import { createHash } from "node:crypto";
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

/** A page of this machine that leads its user to the issuer. */
async function signIn(over: Record<string, string> = {}, verifier = "the page's secret") {
  const challenge = createHash("sha256").update("the page's secret").digest("base64url");
  const redirect = "http://127.0.0.1:4000/console/signed-in";
  const parameters = new URLSearchParams({
    ...{ response_type: "code", client_id: "tramontane-console", state: "s1" },
    ...{ redirect_uri: redirect, code_challenge: challenge, code_challenge_method: "S256" },
  });
  const form = { subject: "ada", tenant: "acme", role: "member", secret: state.secret, ...over };
  const path = `/authorize?${parameters}`;
  const sent = await ask(path, { method: "POST", body: new URLSearchParams(form) });
  const back = URL.parse(sent.headers.get("location") ?? "");
  const exchange = {
    ...{
      grant_type: "authorization_code",
      client_id: "tramontane-console",
      redirect_uri: redirect,
    },
    ...{ code: back?.searchParams.get("code") ?? "", code_verifier: verifier },
  };
  const origin = { origin: "http://127.0.0.1:4000" };
  const post = (body: Record<string, string>) =>
    ask("/token", { method: "POST", body: new URLSearchParams(body), headers: origin });
  return { sent, back, exchange, post };
}

test("a person who knows the secret signs in, and the page gets a token for its code, once", async () => {
  const { back, exchange, post } = await signIn();
  assert.equal(back?.searchParams.get("state"), "s1");
  const answer = await post(exchange);
  assert.equal(answer.headers.get("access-control-allow-origin"), "http://127.0.0.1:4000");
  const { access_token: token, refresh_token: refresh } = await answer.json();
  const { payload } = await jwtVerify(token, createLocalJWKSet(publicKeys(state)), { issuer });
  assert.deepEqual([payload.sub, payload.roles], ["ada", ["member"]]);
  assert.equal((await post(exchange)).status, 400);
  const renewal = { grant_type: "refresh_token", refresh_token: refresh };
  assert.equal((await post(renewal)).status, 200);
  assert.equal((await post(renewal)).status, 400);
});

test("without the secret, with another page's code, or from elsewhere, there is no token", async () => {
  assert.equal((await signIn({ secret: "guessed" })).sent.status, 400);
  const { exchange, post } = await signIn({}, "another page's secret");
  assert.equal((await post(exchange)).status, 400);
  const elsewhere = "/authorize?response_type=code&client_id=tramontane-console&state=s&" +
    "code_challenge=c&code_challenge_method=S256&redirect_uri=https://evil.example/";
  assert.equal((await ask(elsewhere)).status, 400);
  assert.equal((await ask("/authorize", {}, "evil.example:4100")).status, 400);
});
