import assert from "node:assert/strict";
import { test } from "node:test";
import { checkRequest, type GuardedRequest } from "./guard.ts";

const local: GuardedRequest = {
  method: "POST",
  host: "127.0.0.1:4010",
  origin: null,
  secFetchSite: null,
  contentType: "application/json; charset=utf-8",
};
const judge = (change: Partial<GuardedRequest>) =>
  checkRequest({ ...local, ...change }, ["127.0.0.1", "[::1]"])?.reason;

test("a local program and our own page come in", () => {
  assert.equal(judge({}), undefined);
  assert.equal(judge({ host: "[::1]:4010" }), undefined);
  assert.equal(
    judge({ origin: "http://127.0.0.1:4010", secFetchSite: "same-origin" }),
    undefined,
  );
  assert.equal(judge({ method: "GET", contentType: null }), undefined);
});

test("a host that is not ours, missing or disguised is foreign", () => {
  for (
    const host of [null, "", "evil.example", "127.0.0.1.evil.example", "u@127.0.0.1", "127.0.0.1/x"]
  ) {
    assert.equal(judge({ host }), "foreign_host", String(host));
  }
});

test("another port of the same host is a foreign origin", () => {
  for (const origin of ["http://127.0.0.1:9", "https://127.0.0.1:4010", "null", "file://"]) {
    assert.equal(judge({ origin }), "foreign_origin", origin);
  }
});

test("a browser that reports another site, or the same site of another port, is turned away", () => {
  assert.equal(judge({ secFetchSite: "cross-site" }), "foreign_site");
  assert.equal(judge({ secFetchSite: "same-site" }), "foreign_site");
  assert.equal(judge({ secFetchSite: "none" }), undefined);
});

test("a POST that a form could send is not JSON", () => {
  for (const contentType of [null, "text/plain", "text/plain; application/json"]) {
    assert.equal(judge({ contentType }), "not_json");
  }
});
