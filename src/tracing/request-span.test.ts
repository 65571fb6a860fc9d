import assert from "node:assert/strict";
import { test } from "node:test";
import { routeOf } from "./request-span.ts";

test("secret links and unknown paths have one route each", () => {
  assert.equal(routeOf("/graphql"), "/graphql");
  assert.equal(routeOf("/files/file_1/123.sig"), "/files/{link}");
  assert.equal(routeOf("/research/phase_1.html"), "/research/{link}");
  assert.equal(routeOf("/wp-login.php"), "/{unknown}");
});

test("a bridge has the route of its protocol, without names that clients choose", () => {
  assert.equal(routeOf("/bridges/ag-ui/analyst@3"), "/bridges/ag-ui/{agent}");
  assert.equal(routeOf("/bridges/openai/v1/responses/resp_1"), "/bridges/openai/v1/responses");
  assert.equal(routeOf("/bridges/other/x"), "/{unknown}");
  assert.equal(routeOf("/mcp/agents"), "/mcp/agents");
});
