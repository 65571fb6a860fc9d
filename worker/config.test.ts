import assert from "node:assert/strict";
import { test } from "node:test";
import { loadWorkerConfig } from "./config.ts";

const enough = {
  DATABASE_URL: "postgres://x",
  TEMPORAL_ADDRESS: "h:1",
  MISTRAL_API_KEY: "k",
  MODEL_PROVIDER: "mistral",
};

test("the required variables are enough, the others have defaults", () => {
  const config = loadWorkerConfig(enough);
  assert.equal(config.temporal.taskQueue, "tramontane");
  assert.equal(config.mistral.provider, "mistral");
  assert.equal(config.engine.maxAttempts, 5);
  assert.equal(config.workflowBundle, undefined);
});

test("spans go to the endpoint unless they are disabled", () => {
  const endpoint = { ...enough, OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:4318" };
  const tracing = (env: Record<string, string>) =>
    loadWorkerConfig({ ...endpoint, ...env }).telemetry.tracing;
  assert.equal(loadWorkerConfig(enough).telemetry.tracing.endpoint, undefined);
  assert.deepEqual(tracing({}), {
    endpoint: "http://127.0.0.1:4318",
    protocol: "http/protobuf",
    content: false,
  });
  assert.equal(tracing({ OTEL_SDK_DISABLED: "true" }).endpoint, undefined);
  assert.equal(tracing({ OTEL_TRACES_EXPORTER: "none" }).endpoint, undefined);
  assert.equal(tracing({ TELEMETRY_CONTENT: "1" }).content, true);
  assert.throws(() => tracing({ OTEL_EXPORTER_OTLP_PROTOCOL: "grpc" }), /PROTOCOL is "grpc"/);
  assert.throws(() => tracing({ TELEMETRY_CONTENT: "yes" }), /TELEMETRY_CONTENT is "yes"/);
});

test("a worker has a version only if a deployment is named", () => {
  const of = (more: object) => loadWorkerConfig({ ...enough, ...more }).deployment;
  assert.equal(of({}), undefined);
  assert.deepEqual(of({ WORKER_DEPLOYMENT: "d" }), { name: "d", buildId: undefined });
  assert.deepEqual(of({ WORKER_DEPLOYMENT: "d", WORKER_BUILD_ID: "7" }), {
    name: "d",
    buildId: "7",
  });
  assert.throws(() => of({ WORKER_BUILD_ID: "7" }), /without WORKER_DEPLOYMENT/);
  assert.throws(() => of({ WORKER_DEPLOYMENT: "a.b" }), /WORKER_DEPLOYMENT is "a\.b"/);
});

test("all faults are reported together", () => {
  const faulty = () => loadWorkerConfig({ LEASE_MS: "soon", LOG_LEVEL: "loud" });
  assert.throws(
    faulty,
    /DATABASE_URL.*\n.*TEMPORAL_ADDRESS.*\n.*MISTRAL_API_KEY.*\n.*MODEL_PROVIDER.*\n.*LEASE_MS/s,
  );
  assert.throws(faulty, /LOG_LEVEL is "loud"/);
});

test("secrets may come from files", () => {
  const { MISTRAL_API_KEY: _, ...rest } = enough;
  const config = loadWorkerConfig(
    { ...rest, MISTRAL_API_KEY_FILE: "/run/secrets/key" },
    () => "k2\n",
  );
  assert.equal(config.mistral.apiKey, "k2");
});
