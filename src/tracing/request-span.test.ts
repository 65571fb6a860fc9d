import assert from "node:assert/strict";
import { test } from "node:test";
import { routeOf } from "./request-span.ts";

test("secret links and unknown paths have one route each", () => {
  assert.equal(routeOf("/graphql"), "/graphql");
  assert.equal(routeOf("/files/file_1/123.sig"), "/files/{link}");
  assert.equal(routeOf("/research/phase_1.html"), "/research/{link}");
  assert.equal(routeOf("/wp-login.php"), "/{unknown}");
});
