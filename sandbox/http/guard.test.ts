import assert from "node:assert/strict";
import { test } from "node:test";
import { guard } from "./guard.ts";
import type { Asked } from "./guard.ts";

const asked = (change: Partial<Asked>): Asked => ({
  method: "GET",
  host: "127.0.0.1:4010",
  origin: undefined,
  fetchSite: undefined,
  contentType: undefined,
  hasBody: false,
  ...change,
});

const cases: [string, Partial<Asked>, number | undefined][] = [
  ["a plain local request", {}, undefined],
  ["a local name without a port", { host: "localhost" }, undefined],
  ["our own page", { origin: "http://127.0.0.1:4010", fetchSite: "same-origin" }, undefined],
  ["a rebound name", { host: "127.0.0.1.evil.example" }, 421],
  ["no host", { host: undefined }, 421],
  ["another port's page", { origin: "http://127.0.0.1:9" }, 403],
  ["a sandboxed frame", { origin: "null" }, 403],
  ["a same-site page", { fetchSite: "same-site" }, 403],
  ["JSON", { method: "POST", contentType: "application/json; charset=utf-8" }, undefined],
  ["a form", { method: "POST", contentType: "application/x-www-form-urlencoded" }, 415],
  ["something like JSON", { method: "POST", contentType: "application/jsonx" }, 415],
  ["a PATCH with text", { method: "PATCH", hasBody: true, contentType: "text/plain" }, 415],
  ["a DELETE without a body", { method: "DELETE" }, undefined],
];

for (const [what, change, status] of cases) {
  test(`${what} ${status === undefined ? "passes" : `is refused with ${status}`}`, () => {
    assert.equal(guard(asked(change))?.status, status);
  });
}

test("one more origin can be let in", () => {
  const origin = "https://finance.yahoo.com";
  assert.equal(guard(asked({ origin }))?.status, 403);
  assert.equal(guard(asked({ origin }), origin), undefined);
});

test("a name that the operator gave is ours, on any port, and no other is", () => {
  const named = ["sandbox"];
  assert.equal(guard(asked({ host: "sandbox:4020" }), undefined, named), undefined);
  assert.equal(guard(asked({ host: "sandbox.evil.example" }), undefined, named)?.status, 421);
});
