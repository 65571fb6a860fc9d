import assert from "node:assert/strict";
import { test } from "node:test";
import { childVariables } from "./child-variables.ts";
import { childEnvironment, noProxy, toolEnvironment } from "./child-environment.ts";
import { goVariables } from "../../dev/offline/build-temporal.ts";

test("loopback never goes through a proxy", () => {
  const env = childEnvironment(
    { HTTP_PROXY: "http://proxy:3128", NO_PROXY: "intern.example" },
    [],
  );
  assert.equal(env.NO_PROXY, "intern.example,127.0.0.1,localhost");
  assert.equal(env.no_proxy, env.NO_PROXY);
});

test("noProxy lists each host once", () => {
  assert.equal(noProxy("localhost, 127.0.0.1"), "localhost,127.0.0.1");
  assert.equal(noProxy(undefined), "127.0.0.1,localhost");
});

test("a process gets the variables of the machine and those that its configuration names", () => {
  const set = {
    ...{ PATH: "/bin", LC_ALL: "C", NODE_EXTRA_CA_CERTS: "/ca.pem", https_proxy: "http://p" },
    ...{ OTEL_SERVICE_NAME: "x", LOG_LEVEL: "debug", EMPTY: undefined },
    ...{
      AWS_SECRET_ACCESS_KEY: "s",
      GITHUB_TOKEN: "s",
      MISTRAL_DEBUG: "1",
      OTELX: "s",
      PATHX: "s",
    },
  };
  const names = (named: string[]) => Object.keys(childEnvironment(set, named)).sort();
  const always = ["LC_ALL", "NODE_EXTRA_CA_CERTS", "NO_COLOR", "NO_PROXY", "PATH"];
  assert.deepEqual(names([]), [...always, "https_proxy", "no_proxy"]);
  const added = names(["OTEL_*", "LOG_LEVEL", "EMPTY"]).filter((name) => !names([]).includes(name));
  assert.deepEqual(added, ["LOG_LEVEL", "OTEL_SERVICE_NAME"]);
});

test("a variable that a start sets itself is not passed on from outside, even where the process names it", () => {
  const set = { MISTRAL_API_KEY: "k", DATABASE_URL: "postgres://u:p@h/d", METRICS_TOKEN: "t" };
  const env = childEnvironment(set, Object.keys(set));
  assert.deepEqual(Object.keys(env), ["METRICS_TOKEN", "NO_PROXY", "no_proxy", "NO_COLOR"]);
});

test("each process gets the variables of its own configuration only", () => {
  assert.ok(childVariables("worker", {}).includes("MISTRAL_API_KEY"));
  for (const part of ["api", "mcp", "sandbox"]) {
    assert.ok(!childVariables(part, {}).includes("MISTRAL_API_KEY"), part);
  }
  assert.ok(childVariables("api", {}).includes("ALLOWED_HOSTS"));
  assert.ok(!childVariables("worker", {}).includes("ALLOWED_HOSTS"));
});

test("a worker gets the variables that its list of MCP servers names, as a value or from a file", async () => {
  const folder = await Deno.makeTempDir();
  const file = `${folder}/servers.json`;
  await Deno.writeTextFile(file, '{"servers":[{"url":"${CRM_URL}/mcp","bearer":"${CRM_TOKEN}"}]}');
  const names = childVariables("worker", { MCP_SERVERS: file });
  for (const name of ["CRM_URL", "CRM_TOKEN", "CRM_TOKEN_FILE"]) assert.ok(names.includes(name));
  assert.ok(!childVariables("api", { MCP_SERVERS: file }).includes("CRM_TOKEN"));
  assert.ok(!childVariables("worker", { MCP_SERVERS: `${folder}/absent` }).includes("CRM_TOKEN"));
  await Deno.remove(folder, { recursive: true });
});

test("a build tool gets its own variables, and no secret with the same prefix", () => {
  const set = { PATH: "/bin", GOPROXY: "p", GOFLAGS: "-v", NO_PROXY: "x", MISTRAL_API_KEY: "k" };
  const others = { GOOGLE_APPLICATION_CREDENTIALS: "/key.json", GITHUB_TOKEN: "t" };
  const names = Object.keys(toolEnvironment({ ...set, ...others }, goVariables));
  assert.deepEqual(names.sort(), ["GOFLAGS", "GOPROXY", "NO_PROXY", "PATH"]);
});
