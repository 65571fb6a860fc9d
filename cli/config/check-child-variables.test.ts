import assert from "node:assert/strict";
import { test } from "node:test";
import { checkChildVariables } from "./check-child-variables.ts";

const faultsOf = (env: Record<string, string>) => {
  const faults: string[] = [];
  checkChildVariables(env, (text) => faults.includes(text) || faults.push(text));
  return faults;
};

test("a start checks the variables that only its processes read, all at once", () => {
  const faults = faultsOf({
    LOG_LEVEL: "loud",
    LOG_FORMAT: "xml",
    TRACE_URL_TEMPLATE: "https://grafana.example/trace",
    OTEL_EXPORTER_OTLP_ENDPOINT: "localhost:4318",
  });
  assert.deepEqual(faults.map((text) => text.split(/[= ]/)[0]), [
    "TRACE_URL_TEMPLATE",
    "LOG_LEVEL",
    "LOG_FORMAT",
    "OTEL_EXPORTER_OTLP_ENDPOINT",
  ]);
  assert.ok(faults.every((text) => /set/.test(text)));
});

test("valid and unset values have no fault", () => {
  assert.deepEqual(faultsOf({}), []);
  assert.deepEqual(
    faultsOf({
      LOG_LEVEL: "debug",
      LOG_FORMAT: "json",
      TRACE_URL_TEMPLATE: "http://127.0.0.1:3000/trace/{traceId}",
      OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:4318",
    }),
    [],
  );
  assert.deepEqual(faultsOf({ LOG_LEVEL: "", OTEL_EXPORTER_OTLP_ENDPOINT: "" }), []);
});
