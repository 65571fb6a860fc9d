import assert from "node:assert/strict";
import { test } from "node:test";
import { authorizationUrl, challengeOf, codeOf, newPending } from "./pkce.ts";

const issuer = {
  ...{
    name: "Acme",
    issuer: "https://id.example.com",
    clientId: "console",
    scope: "openid",
    parameters: { audience: "api" },
  },
  ...{ authorize: "https://id.example.com/authorize?x=1", token: "https://id.example.com/token" },
};

test("the challenge is that of RFC 7636, appendix B", async () => {
  const verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  assert.equal(await challengeOf(verifier), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
});

test("the browser is sent with a challenge and a state, never with the verifier", async () => {
  const pending = newPending(issuer, "/console/approvals");
  const url = new URL(await authorizationUrl(pending, "https://a.example/console/signed-in"));
  const { searchParams } = url;
  assert.equal(searchParams.get("code_challenge"), await challengeOf(pending.verifier));
  assert.equal(searchParams.get("state"), pending.state);
  assert.deepEqual([searchParams.get("x"), searchParams.get("audience")], ["1", "api"]);
  assert.ok(!url.href.includes(pending.verifier));
});

test("only the answer to this tab's own request counts", () => {
  const pending = newPending(issuer, "/console");
  const answer = (values: Record<string, string>) =>
    codeOf(new URLSearchParams({ state: pending.state, ...values }), pending);
  assert.equal(answer({ code: "c" }), "c");
  assert.throws(() => answer({ code: "c", state: "forged" }), /not begun in this tab/);
  assert.throws(() => answer({ error: "access_denied" }), /access_denied/);
  assert.throws(() => answer({}), /no code/);
  assert.equal(answer({ code: "c", iss: "https://id.example.com" }), "c");
  assert.throws(() => answer({ code: "c", iss: "https://id.example.com/" }), /Another issuer/);
  assert.throws(() => codeOf(new URLSearchParams({ code: "c" }), null), /not begun/);
});
