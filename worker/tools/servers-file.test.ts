import assert from "node:assert/strict";
import { test } from "node:test";
import { parseServers } from "./servers-file.ts";

const file = (...servers: object[]) => JSON.stringify({ servers });
const prices = { name: "prices", url: "${MCP_URL}/prices", bearer: "${MCP_TOKEN}", tools: ["a"] };

test("variables are filled in, and a token that is not set is none", () => {
  const [entry] = parseServers(file(prices), { MCP_URL: "http://127.0.0.1:4010" });
  assert.deepEqual(entry, {
    name: "prices",
    url: "http://127.0.0.1:4010/prices",
    bearer: null,
    tools: ["a"],
  });
  const env = { MCP_URL: "http://127.0.0.1:4010", MCP_TOKEN: "secret" };
  assert.equal(parseServers(file(prices), env)[0]?.bearer, "secret");
});

test("all faults are named at once: names, variables, addresses", () => {
  const bad = file(prices, { ...prices, name: "mistral" }, {
    name: "X",
    url: "http://evil.example/",
  });
  assert.throws(() => parseServers(bad, {}), (e: Error) => {
    return ["MCP_URL is not set", "mistral", "the name X", "https"].every((t) =>
      e.message.includes(t)
    );
  });
});
