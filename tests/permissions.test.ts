import assert from "node:assert/strict";
import { test } from "node:test";
import { denoRunFlags } from "../mcp/permissions.ts";
import { mcpFlags } from "../scripts/stack/permissions.ts";

test("the start gives the MCP process exactly what it asks for", () => {
  for (const standIn of [undefined, "http://127.0.0.1:5002/yahoo"]) {
    assert.deepEqual(
      mcpFlags(5001, standIn),
      denoRunFlags({ host: "127.0.0.1", port: 5001, standIn }),
    );
  }
});
