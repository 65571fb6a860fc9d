import assert from "node:assert/strict";
import { test } from "node:test";
import { loadWorkerConfig } from "./config.ts";

const enough = {
  DATABASE_URL: "postgres://x",
  TEMPORAL_ADDRESS: "h:1",
  MISTRAL_API_KEY: "k",
  MODEL_PROVIDER: "mistral",
};

test("what is needed is enough, the rest has defaults", () => {
  const config = loadWorkerConfig(enough);
  assert.equal(config.temporal.taskQueue, "tramontane");
  assert.equal(config.mistral.provider, "mistral");
  assert.equal(config.engine.maxAttempts, 5);
  assert.equal(config.workflowBundle, undefined);
});

test("all faults are named at once", () => {
  const faulty = () => loadWorkerConfig({ LEASE_MS: "soon", LOG_LEVEL: "loud" });
  assert.throws(
    faulty,
    /DATABASE_URL.*\n.*TEMPORAL_ADDRESS.*\n.*MISTRAL_API_KEY.*\n.*MODEL_PROVIDER.*\n.*LEASE_MS/s,
  );
  assert.throws(faulty, /LOG_LEVEL is loud/);
});

test("secrets may come from files", () => {
  const { MISTRAL_API_KEY: _, ...rest } = enough;
  const config = loadWorkerConfig(
    { ...rest, MISTRAL_API_KEY_FILE: "/run/secrets/key" },
    () => "k2\n",
  );
  assert.equal(config.mistral.apiKey, "k2");
});
