import assert from "node:assert/strict";
import { test } from "node:test";
import { noProxy, productEnvironment } from "./environment.ts";

test("loopback never goes through a proxy", () => {
  const env = productEnvironment({ HTTP_PROXY: "http://proxy:3128", NO_PROXY: "intern.example" });
  assert.equal(env.NO_PROXY, "intern.example,127.0.0.1,localhost");
  assert.equal(env.no_proxy, env.NO_PROXY);
});

test("noProxy names each host once", () => {
  assert.equal(noProxy("localhost, 127.0.0.1"), "localhost,127.0.0.1");
  assert.equal(noProxy(undefined), "127.0.0.1,localhost");
});

test("secrets and MISTRAL_DEBUG reach no process by themselves", () => {
  const env = productEnvironment({
    MISTRAL_API_KEY: "k",
    MISTRAL_DEBUG: "false",
    DATABASE_URL: "postgres://u:p@h/d",
    OTEL_SERVICE_NAME: "x",
  });
  assert.deepEqual(Object.keys(env).sort(), [
    "NO_COLOR",
    "NO_PROXY",
    "OTEL_SERVICE_NAME",
    "no_proxy",
  ]);
});
