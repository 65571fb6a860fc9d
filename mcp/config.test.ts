import assert from "node:assert/strict";
import { test } from "node:test";
import { ConfigError } from "../protocol/config/read-config.ts";
import { loadMcpConfig } from "./config.ts";

const sample = { YAHOO_URL: "http://127.0.0.1:4100/yahoo" };

test("with only a sample market, it binds loopback and requires no token", () => {
  assert.deepEqual(loadMcpConfig(sample), {
    host: "127.0.0.1",
    port: 4010,
    token: undefined,
    yahooUrl: "http://127.0.0.1:4100/yahoo",
    metrics: null,
    allowedHosts: [],
    pushesMetrics: true,
  });
});

test("live data requires no YAHOO_URL and ignores it", () => {
  assert.equal(loadMcpConfig({ ...sample, MARKET_DATA: "live" }).yahooUrl, undefined);
});

test("a public address needs a token", () => {
  assert.throws(() => loadMcpConfig({ ...sample, MCP_HOST: "0.0.0.0" }), /set MCP_TOKEN/);
  const config = loadMcpConfig({
    ...sample,
    MCP_HOST: "0.0.0.0",
    MCP_TOKEN: "0123456789abcdef",
    MCP_ALLOWED_HOSTS: "mcp, Tools.internal",
  });
  assert.deepEqual(config.allowedHosts, ["mcp", "tools.internal"]);
});

test("a sampler that would record addresses is refused", () => {
  const traced = { ...sample, OTEL_DENO: "true" };
  for (const OTEL_TRACES_SAMPLER of [undefined, "always_on", "traceidratio"]) {
    assert.throws(() => loadMcpConfig({ ...traced, OTEL_TRACES_SAMPLER }), /OTEL_TRACES_SAMPLER/);
  }
  loadMcpConfig({ ...traced, OTEL_TRACES_SAMPLER: "parentbased_traceidratio" });
});

test("all faults are reported together, without the token", () => {
  const env = { MCP_PORT: "x", MARKET_DATA: "maybe", MCP_TOKEN: "t0psecret" };
  assert.throws(() => loadMcpConfig(env), (error) => {
    assert.ok(error instanceof ConfigError);
    assert.equal(error.faults.length, 3);
    assert.doesNotMatch(error.message, /t0psecret/);
    return true;
  });
});

test("the token may come from a file", () => {
  const config = loadMcpConfig({ ...sample, MCP_TOKEN_FILE: "/t" }, () => "0123456789abcdef\n");
  assert.equal(config.token, "0123456789abcdef");
});
