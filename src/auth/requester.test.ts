import assert from "node:assert/strict";
import { test } from "node:test";
import { localPrincipal } from "../../protocol/auth/principal.ts";
import { type Authenticator, localAuthenticator, Unauthenticated } from "./authenticator.ts";
import { readReason, requesterOf } from "./requester.ts";

const request = (headers: HeadersInit) => new Request("http://127.0.0.1/graphql", { headers });

/** Accepts one token. */
const authenticator: Authenticator = {
  mode: "TOKENS",
  authenticate: ({ token }) =>
    token === "right"
      ? Promise.resolve({ ...localPrincipal, kind: "USER", subject: "ada" })
      : Promise.reject(new Unauthenticated("unknown")),
};

test("a bearer token makes the requester, with the reason that the request gives", async () => {
  const found = await requesterOf(
    request({ authorization: "Bearer right", "x-access-reason": " ticket 7 " }),
    authenticator,
    null,
  );
  assert.ok(!(found instanceof Response));
  assert.equal(found.principal.subject, "ada");
  assert.equal(found.reason, "ticket 7");
});

test("a wrong, missing or misplaced token is 401 with what to send, and says nothing else", async () => {
  for (
    const headers of [[], [["authorization", "Bearer wrong"]], [["authorization", "right"]]] as [
      string,
      string,
    ][][]
  ) {
    const refused = await requesterOf(request(headers), authenticator, null);
    assert.ok(refused instanceof Response);
    assert.equal(refused.status, 401);
    assert.equal(refused.headers.get("www-authenticate"), "Bearer");
    const [error] = (await refused.json()).errors;
    assert.equal(error.extensions.code, "UNAUTHENTICATED");
    assert.match(error.message, /Authorization: Bearer/);
  }
});

test("without credentials configured everyone is the owner of the machine", async () => {
  const found = await requesterOf(request({}), localAuthenticator, null);
  assert.ok(!(found instanceof Response));
  assert.equal(found.principal, localPrincipal);
});

test("a reason is trimmed and short, and an empty one is none", () => {
  assert.equal(readReason("  "), null);
  assert.equal(readReason(7), null);
  assert.equal(readReason("x".repeat(600))?.length, 500);
  assert.equal(readReason("a\u0000b\nc\u001b"), "a b c", "PostgreSQL stores no NUL");
});
