import assert from "node:assert/strict";
import { test } from "node:test";
import { ConfigError, type Env, loadStartConfig } from "./config.ts";

const load = (env: Env = {}) => loadStartConfig(env, "/repo");

function faultsOf(env: Env): readonly string[] {
  try {
    load(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

test("without variables everything is embedded, emulated and sampled, on port 4000 of loopback", () => {
  assert.deepEqual(load(), {
    authentication: "LOCAL",
    home: "/repo/.tramontane",
    host: "127.0.0.1",
    port: 4000,
    console: true,
    temporalServer: "dev",
    temporalNamespace: "default",
    temporalTaskQueue: "tramontane",
    model: { provider: "emulator" },
    marketData: "sample",
  });
});

test("an empty variable counts as unset", () => {
  assert.deepEqual(load({ PORT: "", DATABASE_URL: "", MISTRAL_API_KEY: "" }), load());
});

test("a variable replaces each embedded server", () => {
  const config = load({
    DATABASE_URL: "postgres://u:p@db:5432/t",
    TEMPORAL_ADDRESS: "temporal:7233",
    MISTRAL_API_KEY: "key",
    MARKET_DATA: "live",
  });
  assert.equal(config.databaseUrl, "postgres://u:p@db:5432/t");
  assert.equal(config.temporalAddress, "temporal:7233");
  assert.deepEqual(config.model, { provider: "mistral", apiKey: "key" });
  assert.equal(config.marketData, "live");
});

test("all faults are reported at once, each with a valid value", () => {
  const faults = faultsOf({
    PORT: "http",
    HOST: "0.0.0.0",
    DATABASE_URL: "mysql://x",
    TEMPORAL_ADDRESS: "temporal",
    MISTRAL_SERVER_URL: "https://elsewhere",
    MARKET_DATA: "fresh",
  });
  assert.equal(faults.length, 6);
  assert.match(faults.join("\n"), /PORT is "http".* 4000/);
});

test("a fault does not show an invalid database URL, since it may contain a password", () => {
  assert.doesNotMatch(faultsOf({ DATABASE_URL: "u:hunter2@db" }).join(), /hunter2/);
});

test("a host other than loopback is refused", () => {
  assert.equal(faultsOf({ HOST: "192.168.1.5" }).length, 1);
  assert.equal(faultsOf({ HOST: "::1" }).length, 0);
});
