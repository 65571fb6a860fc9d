import assert from "node:assert/strict";
import { test } from "node:test";
import { parseServers, ServersFileError } from "./servers-file.ts";

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

test("variables are inserted, and an unset token means no token", () => {
  const [entry] = parseServers(file(prices), { MCP_URL: "http://127.0.0.1:4010" });
  assert.deepEqual(entry, {
    name: "prices",
    url: "http://127.0.0.1:4010/prices",
    bearer: null,
    headers: {},
    tools: ["a"],
    policy: null,
    allowPrivate: true,
    trustAnnotations: false,
    separateApprover: [],
  });
  const env = { MCP_URL: "http://127.0.0.1:4010", MCP_TOKEN: "secret" };
  assert.equal(parseServers(file(prices), env)[0]?.bearer, "secret");
});

test("variables of the list may come from a file", () => {
  const env = { MCP_URL: "http://mcp:4010", MCP_TOKEN_FILE: "/run/secrets/mcp" };
  assert.equal(parseServers(file(prices), env, () => "secret\n")[0]?.bearer, "secret");
  const unreadable = () => {
    throw new Error("no such file");
  };
  assert.throws(() => parseServers(file(prices), env, unreadable), /MCP_TOKEN_FILE names/);
});

test("headers come from the environment, and a policy applies to all tools of a server", () => {
  const headers = { "X-Api-Key": "key ${KEY}" };
  const [entry] = parseServers(file({ ...remote, headers, policy: "ASK" }), { KEY: "abc" });
  assert.deepEqual(entry?.headers, { "x-api-key": "key abc" });
  assert.deepEqual([entry?.policy, entry?.allowPrivate, entry?.tools], ["ASK", false, null]);
});

test("all faults are reported together: names, variables, URLs", () => {
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

test("unknown fields, invalid headers and policies are reported, without values of variables", () => {
  const faults = faultsOf({
    ...remote,
    header: {},
    headers: { authorization: "Bearer x", "x-key": "${KEY}", "x-other": "${UNSET}" },
    policy: "MAYBE",
    tools: "all",
  });
  for (
    const part of [
      "field header with url",
      "authorization",
      "x-key",
      "UNSET",
      "policy",
      "tools must",
    ]
  ) {
    assert.match(faults, new RegExp(part));
  }
  assert.doesNotMatch(faults, /t0p/);
});

test("a private address must be allowed in the configuration", () => {
  for (const host of ["10.0.0.5", "[fd00::1]", "169.254.169.254", "tools", "mcp.internal"]) {
    const url = `https://${host}/mcp`;
    assert.match(faultsOf({ name: "x", url }), /private network/, host);
    assert.equal(faultsOf({ name: "x", url, private: true }), "", host);
  }
  assert.equal(faultsOf({ name: "x", url: "http://tools:8080/" }), "");
});

test("an address without TLS is on loopback or has a bare name", () => {
  for (const host of ["127.0.0.1:8080", "localhost", "[::1]:8080", "tools"]) {
    assert.equal(faultsOf({ name: "x", url: `http://${host}/` }), "", host);
  }
  for (const host of ["10.0.0.5", "[2001:4860::1]", "[fd00::1]", "0.0.0.0", "mcp.example.com"]) {
    assert.match(faultsOf({ name: "x", url: `http://${host}/` }), /must be https/, host);
  }
});

test("invalid JSON is reported with its line, and not quoted", () => {
  const lines = ['{ "servers": [', '  { "name": "a",', '    "bearer": "t0p"', "  }", "]}"];
  const faultOf = (text: string) => {
    assert.throws(() => parseServers(text, {}), ServersFileError);
    try {
      parseServers(text, {});
    } catch (error) {
      assert.doesNotMatch(String(error), /t0p/);
      return (error as ServersFileError).faults[0];
    }
  };
  const changed = (at: number, line: string) => lines.with(at, line).join("\n");
  assert.equal(faultOf(changed(2, '    "bearer": t0p')), "line 3: this is not JSON.");
  assert.equal(faultOf(changed(1, '  { "name": "a" "url": "t0p",')), "line 2: this is not JSON.");
  assert.equal(faultOf(changed(3, "  },")), "line 5: this is not JSON.");
  assert.equal(faultOf(changed(3, "")), "line 5: this is not JSON.");
  assert.equal(faultOf(lines.slice(0, 4).join("\n")), "line 4: this is not JSON.");
  assert.equal(faultOf(""), "line 1: this is not JSON.");
  assert.equal(faultOf("// t0p\n{}"), "line 1: this is not JSON.");
});

test("faults are reported with the line of their server, and further fields next to the list are faults", () => {
  const text =
    '{\n"servers": [\n{ "name": "a", "url": "http://a.b/" },\n{ "name": "b" }],\n"x": 1 }';
  assert.throws(() => parseServers(text, {}), ({ faults }: ServersFileError) => {
    assert.deepEqual(faults.map((one) => one.slice(0, 10)), [
      "there is n",
      "line 3: a:",
      "line 4: b:",
    ]);
    return true;
  });
  assert.throws(() => parseServers('{"mcpServers": {}}', {}), /there is no list `servers`/);
});

test("a server may be a program: its arguments and variables are inserted, fields of a URL are rejected", () => {
  const program = {
    command: "npx",
    args: ["-y", "a-server@1", "--key=${KEY}"],
    env: { A: "${KEY}" },
  };
  const [entry] = parseServers(file({ name: "local", ...program }), { KEY: "abc" });
  assert.equal(entry?.url, "stdio:npx");
  assert.deepEqual(entry?.program, {
    command: "npx",
    args: ["-y", "a-server@1", "--key=abc"],
    env: { A: "abc" },
  });
  const bad = { name: "x", url: "https://a.example", command: " ", args: "-y", env: { "A-B": 1 } };
  const faults = faultsOf(bad);
  for (const part of ["field url with command", "command must", "args must", "env must"]) {
    assert.match(faults, new RegExp(part));
  }
  assert.match(faultsOf({ name: "x", command: "y", env: { A: "${NOT_SET}" } }), /NOT_SET is not/);
});

test("annotations count only if the configuration says so", () => {
  assert.equal(parseServers(file(remote), {})[0]?.trustAnnotations, false);
  const trusted = { ...remote, trustAnnotations: true };
  assert.equal(parseServers(file(trusted), {})[0]?.trustAnnotations, true);
  assert.match(faultsOf({ ...remote, trustAnnotations: "yes" }), /must be true or false/);
});

test("a separate approver is needed for all tools, or for those that are named", () => {
  const of = (separateApprover: unknown) =>
    parseServers(file({ ...remote, separateApprover }), {})[0]?.separateApprover;
  assert.deepEqual([of(undefined), of(false), of(true), of(["pay"])], [[], [], ["*"], ["pay"]]);
  for (const wrong of ["pay", [1], {}]) {
    assert.match(faultsOf({ ...remote, separateApprover: wrong }), /separateApprover must be/);
  }
});
