import assert from "node:assert/strict";
import { test } from "node:test";
import { preflight, withCors } from "./cors.ts";

const app = "https://app.example.com";
const ask = (headers: Record<string, string>, path = "/graphql", method = "OPTIONS") =>
  new Request(`http://127.0.0.1:4000${path}`, { method, headers });
const asked = { origin: app, "access-control-request-method": "POST" };
const operations = ["/graphql", "/bridges/ag-ui/a", "/bridges/openai/v1/responses", "/mcp/agents"];

/** The headers that a page of the allowed origin may send, of those for which its browser asks. */
function allowed(path: string, names: readonly string[]): string[] {
  const headers = { ...asked, "access-control-request-headers": names.join(",") };
  const answer = preflight(ask(headers, path), [app]);
  assert.equal(answer?.status, 204, path);
  assert.equal(answer.headers.get("access-control-allow-credentials"), null);
  return (answer.headers.get("access-control-allow-headers") ?? "").split(", ").filter(Boolean);
}

test("a page of an allowed origin may send a token, what clients of the bridges add, and no cookie", () => {
  const clients = ["authorization", "content-type", "idempotency-key", "last-event-id"];
  const mcp = ["mcp-method", "mcp-name", "mcp-protocol-version", "mcp-session-id"];
  const openai = ["openai-organization", "x-stainless-os", "x-stainless-retry-count"];
  const names = [...clients, ...mcp, ...openai];
  for (const path of operations) {
    assert.deepEqual(allowed(path, names), names, path);
    assert.deepEqual(allowed(path, ["Authorization", "cookie", "x-forwarded-for", "x-other"]), [
      "authorization",
    ]);
  }
});

test("a preflight of another origin, for another path, or where no origin is allowed is none", () => {
  assert.equal(preflight(ask({ ...asked, origin: "https://evil.example" }), [app]), null);
  for (const path of ["/files/1", "/research/phase_1/report.html", "/bridges/x", "/livez"]) {
    assert.equal(preflight(ask(asked, path), [app]), null, path);
  }
  assert.equal(preflight(ask(asked), []), null);
  assert.equal(preflight(ask({ origin: app }), [app]), null);
});

test("an answer names the origin that may read it, exactly one", () => {
  const given = (origin: string, origins = [app], path = "/graphql") =>
    withCors(ask({ origin }, path, "GET"), new Response("x"), origins).headers;
  for (const path of operations) {
    assert.equal(given(app, [app], path).get("access-control-allow-origin"), app);
  }
  assert.match(
    given(app).get("access-control-expose-headers") ?? "",
    /mcp-session-id.*retry-after/,
  );
  assert.equal(given("https://evil.example").get("access-control-allow-origin"), null);
  assert.equal(given("https://evil.example").get("vary"), "Origin");
  assert.equal(given(app, []).get("vary"), null);
  assert.equal(given(app, [app], "/files/1").get("access-control-allow-origin"), null);
});
