import assert from "node:assert/strict";
import { test } from "node:test";
import { type GuardedRequest, guardRequest, loopbackHosts } from "./host-guard.ts";

const hosts = loopbackHosts(4000);
const request = (over: Partial<GuardedRequest> = {}): GuardedRequest => ({
  method: "POST",
  host: "127.0.0.1:4000",
  origin: null,
  secFetchSite: null,
  contentType: "application/json",
  ...over,
});
const status = (over: Partial<GuardedRequest>) => guardRequest(request(over), hosts)?.status;

test("our own page and programs without an origin get in", () => {
  assert.equal(status({}), undefined);
  assert.equal(status({ origin: "http://localhost:4000", secFetchSite: "same-origin" }), undefined);
  assert.equal(status({ contentType: "application/json; charset=utf-8" }), undefined);
});

test("a host that the operator named is ours, by http and behind TLS", () => {
  const named = [...hosts, "api.example.com"];
  for (const origin of ["http://api.example.com", "https://api.example.com"]) {
    assert.equal(guardRequest(request({ host: "api.example.com", origin }), named), null);
  }
  const evil = { host: "api.example.com", origin: "https://evil.example" };
  assert.equal(guardRequest(request(evil), named)?.status, 403);
});

test("a foreign Host is 421, also without a port or with another", () => {
  for (const host of ["evil.example:4000", "127.0.0.1", "127.0.0.1:4001", null]) {
    assert.equal(status({ host }), 421, String(host));
  }
});

test("another origin is 403, told by Origin or by Sec-Fetch-Site", () => {
  for (const origin of ["https://evil.example", "null", "http://localhost:3000"]) {
    assert.equal(status({ origin }), 403, origin);
  }
  assert.equal(status({ secFetchSite: "cross-site" }), 403);
});

test("a POST that a form could send is 415", () => {
  for (
    const contentType of [
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      null,
    ]
  ) assert.equal(status({ contentType }), 415, String(contentType));
});
