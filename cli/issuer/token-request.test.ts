import assert from "node:assert/strict";
import { test } from "node:test";
import { requestFaults, secondsOf } from "./token-request.ts";

test("a request names a tenant of the issuer, and roles, scopes and groups that exist", () => {
  const good = { tenant: "acme", subject: "ada", roles: ["member"], scopes: ["agents:read"] };
  assert.deepEqual(requestFaults({ ...good, groups: ["risk"], ttl: 86_400 }, ["acme"]), []);
  for (
    const over of [
      { tenant: "other" },
      { subject: "" },
      { subject: "key:1" },
      { roles: ["king"] },
      { scopes: ["*"] },
      { groups: [""] },
      { ttl: 86_401 },
      { ttl: 0 },
    ]
  ) {
    assert.equal(requestFaults({ ...good, ...over }, ["acme"]).length, 1, JSON.stringify(over));
  }
});

test("a time has a number and a unit", () => {
  assert.deepEqual(["90s", "10m", "8h"].map(secondsOf), [90, 600, 28_800]);
  for (const text of ["", "10", "m", "1d", "-1s", "1.5h"]) assert.equal(secondsOf(text), null);
});
