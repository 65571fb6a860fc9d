import assert from "node:assert/strict";
import { test } from "node:test";
import { ownOrigins } from "./own-origins.ts";

test("without credentials the usual development servers of this machine are allowed, and nothing else", () => {
  assert.deepEqual(ownOrigins({ authentication: "LOCAL" }, {}).ALLOWED_ORIGINS?.split(",").sort(), [
    "http://127.0.0.1:3000",
    "http://127.0.0.1:5173",
    "http://localhost:3000",
    "http://localhost:5173",
  ]);
});

test("with credentials no origin is allowed by default, and a list of the operator's stays, also an empty one", () => {
  assert.deepEqual(ownOrigins({ authentication: "API_KEYS" }, {}), {});
  assert.deepEqual(ownOrigins({ authentication: "OIDC" }, {}), {});
  for (const ALLOWED_ORIGINS of ["", "https://app.example.com"]) {
    assert.deepEqual(ownOrigins({ authentication: "LOCAL" }, { ALLOWED_ORIGINS }), {});
  }
});
