import assert from "node:assert/strict";
import { test } from "node:test";
import { parseServers } from "./servers-file.ts";

const file = (...servers: object[]) => JSON.stringify({ servers });
const prices = { name: "prices", url: "${MCP_URL}/prices", bearer: "${MCP_TOKEN}", tools: ["a"] };
const remote = { name: "remote", url: "https://mcp.example.com/" };

function faultsOf(...servers: object[]): string {
  try {
    parseServers(file(...servers), { KEY: "t0p\nsecret" });
  } catch (error) {
    return (error as Error).message;
  }
  return "";
}

test("variables are filled in, and a token that is not set is none", () => {
  const [entry] = parseServers(file(prices), { MCP_URL: "http://127.0.0.1:4010" });
  assert.deepEqual(entry, {
    name: "prices",
    url: "http://127.0.0.1:4010/prices",
    bearer: null,
    headers: {},
    tools: ["a"],
    policy: null,
    allowPrivate: true,
  });
  const env = { MCP_URL: "http://127.0.0.1:4010", MCP_TOKEN: "secret" };
  assert.equal(parseServers(file(prices), env)[0]?.bearer, "secret");
});

test("what the list names may come from a file", () => {
  const env = { MCP_URL: "http://mcp:4010", MCP_TOKEN_FILE: "/run/secrets/mcp" };
  assert.equal(parseServers(file(prices), env, () => "secret\n")[0]?.bearer, "secret");
  const unreadable = () => {
    throw new Error("no such file");
  };
  assert.throws(() => parseServers(file(prices), env, unreadable), /MCP_TOKEN_FILE names/);
});

test("headers come from the environment, and a policy stands for all tools of a server", () => {
  const headers = { "X-Api-Key": "key ${KEY}" };
  const [entry] = parseServers(file({ ...remote, headers, policy: "ASK" }), { KEY: "abc" });
  assert.deepEqual(entry?.headers, { "x-api-key": "key abc" });
  assert.deepEqual([entry?.policy, entry?.allowPrivate, entry?.tools], ["ASK", false, null]);
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

test("misspelt fields, unfit headers and policies are told, and no value of a variable", () => {
  const faults = faultsOf({
    ...remote,
    header: {},
    headers: { authorization: "Bearer x", "x-key": "${KEY}", "x-other": "${UNSET}" },
    policy: "MAYBE",
    tools: "all",
  });
  for (const part of ["field header", "authorization", "x-key", "UNSET", "policy", "tools must"]) {
    assert.match(faults, new RegExp(part));
  }
  assert.doesNotMatch(faults, /t0p/);
});

test("a private address needs a word of the operator", () => {
  for (const host of ["10.0.0.5", "[fd00::1]", "169.254.169.254", "tools", "mcp.internal"]) {
    const url = `https://${host}/mcp`;
    assert.match(faultsOf({ name: "x", url }), /private network/, host);
    assert.equal(faultsOf({ name: "x", url, private: true }), "", host);
  }
  assert.equal(faultsOf({ name: "x", url: "http://tools:8080/" }), "");
});
