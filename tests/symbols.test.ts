import assert from "node:assert/strict";
import { test } from "node:test";
import { symbolPattern as ofTools } from "../mcp/symbol.ts";
import { symbolPattern } from "../protocol/research/symbol.ts";

test("the API and the tools take the same symbols", () => {
  assert.equal(ofTools.source, symbolPattern.source);
});
