import assert from "node:assert/strict";
import { after, test } from "node:test";
import { exportJWK, generateKeyPair, type JWTHeaderParameters, SignJWT } from "jose";
import { createLogger } from "../../../telemetry/log.ts";
import { Unauthenticated } from "../authenticator.ts";
import type { Issuer } from "../config/issuer.ts";
import { oidcTokens } from "./oidc-tokens.ts";

const { publicKey, privateKey } = await generateKeyPair("ES256", { extractable: true });
const stranger = await generateKeyPair("ES256");
let keys: object[] = [{ ...await exportJWK(publicKey), kid: "k1", alg: "ES256" }];
let requests = 0;
const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) => {
  requests++;
  const { origin, pathname } = new URL(request.url);
  if (pathname === "/jwks") return Response.json({ keys });
  return Response.json({ issuer: origin, jwks_uri: `${origin}/jwks` });
});
const url = `http://127.0.0.1:${server.addr.port}`;
const issuer: Issuer = {
  ...{ issuer: url, audiences: ["api"], jwksUri: null, tenant: { fixed: "acme" }, roles: null },
  ...{ subjectClaim: "sub", subjectPrefix: "", rolesClaim: "roles", scopesClaim: null },
  ...{ groupsClaim: null, clients: ["app"], service: null, signIn: null },
};
const ending = new AbortController();
const log = createLogger("test", { write: () => {} });
const tokens = oidcTokens([issuer], log, ending.signal, { times: { refetchMs: 0 } });
after(async () => {
  ending.abort();
  await server.shutdown();
});

const now = () => Math.floor(Date.now() / 1_000);
async function sign(
  claims: Record<string, unknown> = {},
  header: Partial<JWTHeaderParameters> = {},
  key = privateKey,
) {
  const all = {
    ...{ iss: url, aud: "api", sub: "ada", azp: "app", iat: now(), exp: now() + 300 },
    ...claims,
  };
  const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  return await new SignJWT(given)
    .setProtectedHeader({ alg: "ES256", kid: "k1", typ: "at+jwt", ...header }).sign(key);
}
async function outcome(token: string): Promise<string> {
  try {
    return (await tokens.authenticate(token)).subject;
  } catch (error) {
    if (error instanceof Unauthenticated) return error.reason;
    throw error;
  }
}

test("a token is verified with keys that discovery finds, and then known", async () => {
  const token = await sign({ roles: ["member"] });
  const first = await tokens.authenticate(token);
  assert.deepEqual([first.tenant, first.subject, first.roles], ["acme", "ada", ["member"]]);
  assert.match(first.credentialId ?? "", /^jwt:[0-9a-f]{32}$/);
  const asked = requests;
  assert.equal(await tokens.authenticate(token), first);
  assert.equal(requests, asked);
});

test("every claim that says whether a token is for us now is checked", async () => {
  const cases: [string, Record<string, unknown>, Partial<JWTHeaderParameters>?][] = [
    ["audience", { aud: "other" }],
    ["audience", { aud: undefined }],
    ["issuer", { iss: "https://other.example" }],
    ["issuer", { iss: `${url}/` }],
    ["expired", { iat: now() - 300, exp: now() - 61 }],
    ["not_yet_valid", { nbf: now() + 120 }],
    ["not_yet_valid", { iat: now() + 120 }],
    ["lifetime", { exp: now() + 86_500 }],
    ["lifetime", { iat: now() - 86_000, exp: now() + 600 }],
    ["claims", { exp: undefined }],
    ["claims", { iat: undefined }],
    ["client", { azp: "other-app" }],
    ["client", { azp: undefined }],
    ["subject", { sub: undefined }],
    ["type", { typ: "ID" }],
    ["type", {}, { typ: "id+jwt" }],
    ["type", {}, { typ: undefined }],
  ];
  for (const [reason, claims, header] of cases) {
    assert.equal(
      await outcome(await sign(claims, header)),
      reason,
      JSON.stringify([claims, header]),
    );
  }
});

test("clocks may differ by a minute", async () => {
  assert.equal(await outcome(await sign({ iat: now() - 300, exp: now() - 30 })), "ada");
  assert.equal(await outcome(await sign({ nbf: now() + 30 })), "ada");
});

test("a signature of another key, and a header that names where its key is, are refused", async () => {
  assert.equal(await outcome(await sign({}, {}, stranger.privateKey)), "signature");
  const asked = requests;
  for (const name of ["jku", "x5u"]) {
    assert.equal(
      await outcome(await sign({}, { [name]: `${url}/jwks` }, stranger.privateKey)),
      "signature",
    );
  }
  assert.equal(
    await outcome(
      await sign({}, { jwk: await exportJWK(stranger.publicKey) }, stranger.privateKey),
    ),
    "signature",
  );
  assert.equal(requests, asked);
});

test("text that is no token has no effect", async () => {
  for (const token of ["a.b.c", "..", "e30.e30.", `${"a".repeat(20_000)}.b.c`]) {
    assert.ok(["malformed", "issuer", "too_long"].includes(await outcome(token)), token);
  }
  for (const token of ["", "a.b", "tmk_1_2_3", "a.b.c.d"]) {
    assert.equal(tokens.recognizes(token), false);
  }
});

test("a token whose key the issuer withdrew is refused once that is known, also if it was accepted before", async () => {
  const token = await sign();
  assert.equal(await outcome(token), "ada");
  keys = [{ ...await exportJWK(stranger.publicKey), kid: "k2", alg: "ES256" }];
  assert.equal(await outcome(await sign({}, { kid: "k2" }, stranger.privateKey)), "ada");
  assert.equal(await outcome(token), "key_unknown");
});
