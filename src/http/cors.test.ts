import assert from "node:assert/strict";
import { test } from "node:test";
import { preflight, withCors } from "./cors.ts";

const app = "https://app.example.com";
const ask = (headers: Record<string, string>, path = "/graphql", method = "OPTIONS") =>
  new Request(`http://127.0.0.1:4000${path}`, { method, headers });
const asked = { origin: app, "access-control-request-method": "POST" };

test("a page of an allowed origin may send a token, and no cookie", () => {
  const answer = preflight(ask(asked), [app]);
  assert.equal(answer?.status, 204);
  assert.match(answer?.headers.get("access-control-allow-headers") ?? "", /authorization/);
  assert.equal(answer?.headers.get("access-control-allow-credentials"), null);
});

test("a preflight of another origin, for another path, or where no origin is allowed is none", () => {
  assert.equal(preflight(ask({ ...asked, origin: "https://evil.example" }), [app]), null);
  assert.equal(preflight(ask(asked, "/files/1"), [app]), null);
  assert.equal(preflight(ask(asked), []), null);
  assert.equal(preflight(ask({ origin: app }), [app]), null);
});

test("an answer names the origin that may read it, exactly one", () => {
  const given = (origin: string, origins = [app], path = "/graphql") =>
    withCors(ask({ origin }, path, "GET"), new Response("x"), origins).headers;
  assert.equal(given(app).get("access-control-allow-origin"), app);
  assert.match(given(app).get("access-control-expose-headers") ?? "", /retry-after/);
  assert.equal(given("https://evil.example").get("access-control-allow-origin"), null);
  assert.equal(given("https://evil.example").get("vary"), "Origin");
  assert.equal(given(app, []).get("vary"), null);
  assert.equal(given(app, [app], "/files/1").get("access-control-allow-origin"), null);
});
