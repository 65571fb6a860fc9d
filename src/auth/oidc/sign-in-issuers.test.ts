import assert from "node:assert/strict";
import { test } from "node:test";
import { createLogger } from "../../../telemetry/log.ts";
import type { Issuer } from "../config/issuer.ts";
import { signInIssuers } from "./sign-in-issuers.ts";

/** An issuer over the network, whose discovery the test changes. */
function startIssuer(members: (url: string) => Record<string, unknown>) {
  const at = { requests: 0, isUp: true, url: "" };
  const answer = (): Response => {
    at.requests++;
    if (!at.isUp) return new Response(null, { status: 503 });
    return Response.json({ issuer: at.url, ...members(at.url) });
  };
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, answer);
  at.url = `http://127.0.0.1:${server.addr.port}`;
  return { at, url: at.url, [Symbol.asyncDispose]: () => server.shutdown() };
}
const issuerAt = (issuer: string): Issuer => ({
  ...{ issuer, audiences: ["a"], jwksUri: null, tenant: { fixed: "acme" }, subjectClaim: "sub" },
  ...{ subjectPrefix: "", rolesClaim: null, roles: null, scopesClaim: null, groupsClaim: null },
  ...{ clients: null, service: null },
  signIn: { clientId: "console", scope: "openid", name: null, parameters: {} },
});
const quiet = createLogger("test", { write: () => {} });

test("an issuer is offered with the addresses that discovery names, and asked once", async () => {
  await using issuer = startIssuer((url) => ({
    authorization_endpoint: `${url}/authorize`,
    token_endpoint: "https://tokens.example.com/token",
  }));
  const offered = signInIssuers(
    [issuerAt(issuer.url), { ...issuerAt(issuer.url), signIn: null }],
    quiet,
  );
  const [[first, ...others]] = await Promise.all([offered(), offered()]);
  assert.deepEqual([first?.authorize, first?.token, first?.clientId, others.length], [
    `${issuer.url}/authorize`,
    "https://tokens.example.com/token",
    "console",
    0,
  ]);
  assert.deepEqual([first?.name, first?.issuer], [new URL(issuer.url).host, issuer.url]);
  assert.equal(issuer.at.requests, 1);
});

test("an issuer that does not answer, or names an address without TLS, is left out", async () => {
  await using down = startIssuer(() => ({}));
  down.at.isUp = false;
  await using plain = startIssuer(() => ({
    authorization_endpoint: "http://id.example.com/authorize",
    token_endpoint: "javascript:alert(1)",
  }));
  assert.deepEqual(await signInIssuers([issuerAt(down.url), issuerAt(plain.url)], quiet)(), []);
});
