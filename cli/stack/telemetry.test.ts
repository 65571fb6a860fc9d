import assert from "node:assert/strict";
import { test } from "node:test";
import { denoTelemetry } from "./telemetry.ts";

test("without an endpoint a process gets no variable, so that Deno records nothing", () => {
  assert.deepEqual(denoTelemetry({ OTEL_TRACES_SAMPLER: "always_on" }, "tramontane-api"), {});
});

test("with an endpoint it exports under its own name, with a parent-based sampler", () => {
  const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:4318" };
  const variables = denoTelemetry(
    { ...endpoint, OTEL_TRACES_SAMPLER: "traceidratio" },
    "tramontane-mcp",
  );
  assert.equal(variables.OTEL_DENO, "true");
  assert.equal(variables.OTEL_DENO_CONSOLE, "ignore");
  const own = denoTelemetry({ ...endpoint, OTEL_RESOURCE_ATTRIBUTES: "a=b" }, "x");
  assert.match(
    own.OTEL_RESOURCE_ATTRIBUTES ?? "",
    /^service\.version=\d+\.\d+\.\d+,a=b,service\.instance\.id=[0-9a-f-]{36}$/,
  );
  const logs = denoTelemetry({ ...endpoint, OTEL_LOGS_EXPORTER: "otlp" }, "x");
  assert.equal(logs.OTEL_DENO_CONSOLE, "capture");
  assert.equal(variables.OTEL_SERVICE_NAME, "tramontane-mcp");
  assert.equal(variables.OTEL_TRACES_SAMPLER, "parentbased_traceidratio");
  assert.equal(denoTelemetry(endpoint, "x").OTEL_TRACES_SAMPLER, "parentbased_always_on");
});
