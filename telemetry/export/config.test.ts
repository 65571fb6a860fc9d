import assert from "node:assert/strict";
import { test } from "node:test";
import { readFields } from "../../protocol/config/read-config.ts";
import { metricsFields, pushesMetrics, readMetricsListener } from "./config.ts";

const read = (env: Record<string, string>) => {
  const faults: string[] = [];
  const fault = (text: string) => void faults.push(text);
  return { listener: readMetricsListener(readFields(metricsFields, env, fault), fault), faults };
};

test("there is no listener without a port, and its default address is loopback", () => {
  assert.equal(read({ METRICS_HOST: "0.0.0.0" }).listener, null);
  assert.deepEqual(read({ METRICS_PORT: "9464" }).listener, {
    port: 9464,
    host: "127.0.0.1",
    token: null,
  });
});

test("a listener on another address than loopback needs a token", () => {
  const open = { METRICS_PORT: "1", METRICS_HOST: "0.0.0.0" };
  assert.match(read(open).faults[0] ?? "", /METRICS_TOKEN/);
  assert.deepEqual(read({ ...open, METRICS_TOKEN: "x".repeat(16) }).faults, []);
});

test("all faults are reported, without the token", () => {
  const { faults } = read({ METRICS_PORT: "many", METRICS_TOKEN: "short" });
  assert.equal(faults.length, 2);
  assert.doesNotMatch(faults.join(), /short/);
});

test("metrics are pushed if an endpoint is set and no variable disables them", () => {
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:4318" };
  assert.equal(pushesMetrics(env), true);
  assert.equal(pushesMetrics({}), false);
  assert.equal(pushesMetrics({ ...env, OTEL_METRICS_EXPORTER: "none" }), false);
  assert.equal(pushesMetrics({ ...env, OTEL_SDK_DISABLED: "true" }), false);
});
