import assert from "node:assert/strict";
import { test } from "node:test";
import { withPageHeaders } from "./page-headers.ts";

const policyOf = (policy?: string) => {
  const { headers } = withPageHeaders(
    new Response("x", {
      headers: policy === undefined ? {} : { "content-security-policy": policy },
    }),
  );
  assert.equal(headers.get("cross-origin-opener-policy"), "same-origin");
  return headers.get("content-security-policy");
};

test("no page is in a frame, and a policy of its own stays", () => {
  assert.equal(policyOf(), "frame-ancestors 'none'");
  assert.equal(policyOf("default-src 'none'"), "default-src 'none'; frame-ancestors 'none'");
  assert.equal(policyOf("frame-ancestors 'none'"), "frame-ancestors 'none'");
});
