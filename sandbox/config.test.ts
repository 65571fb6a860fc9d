import assert from "node:assert/strict";
import { test } from "node:test";
import { ConfigError } from "../protocol/config/read-config.ts";
import { loadSandboxConfig } from "./config.ts";

test("an error lists all faults of the environment", () => {
  const env = { SANDBOX_PORT: "x", SANDBOX_TOKENS_PER_SECOND: "-1" };
  const fault = (() => {
    try {
      return loadSandboxConfig(env);
    } catch (error) {
      return error;
    }
  })();
  assert.ok(fault instanceof ConfigError);
  assert.deepEqual(fault.faults.map((one) => one.split(" ")[0]), [
    "SANDBOX_HOME",
    "SANDBOX_PORT",
    "SANDBOX_TOKENS_PER_SECOND",
  ]);
});

test("a folder suffices; an empty token counts as none; zero disables the pace", () => {
  const config = loadSandboxConfig({
    SANDBOX_HOME: "/s",
    SANDBOX_TOKEN: "",
    SANDBOX_TOKENS_PER_SECOND: "0",
  });
  assert.deepEqual(config, {
    host: "127.0.0.1",
    allowedHosts: [],
    port: 0,
    home: "/s",
    token: undefined,
    pace: { tokensPerSecond: 0, firstTokenMs: 200 },
  });
});

test("an address other than loopback needs a token, which may come from a file", () => {
  const shared = { SANDBOX_HOME: "/s", SANDBOX_HOST: "0.0.0.0", SANDBOX_ALLOWED_HOSTS: "Sandbox" };
  assert.throws(() => loadSandboxConfig(shared), /SANDBOX_HOST .* set SANDBOX_TOKEN/);
  const config = loadSandboxConfig({ ...shared, SANDBOX_TOKEN_FILE: "/t" }, () => "secret\n");
  assert.deepEqual([config.token, config.allowedHosts], ["secret", ["sandbox"]]);
});
