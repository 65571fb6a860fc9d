import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { context, trace } from "@opentelemetry/api";
import { inSpan } from "../../telemetry/span.ts";
import { startTracing } from "./start-tracing.ts";

const { cache } = createRequire(import.meta.url);
const loaded = () =>
  Object.keys(cache).filter((path) => /@opentelemetry\/(sdk|exporter|otlp)/.test(path)).length;
const service = { "service.name": "x" };
const off = { endpoint: undefined, protocol: "http/protobuf", service } as const;

test("without an endpoint no package of the SDK is loaded and no span is recorded or exported", async () => {
  const tracing = await startTracing(off);
  assert.equal(tracing.exportSpan, null);
  assert.equal(loaded(), 0);
  const recording = await inSpan("x", {}, (span) => Promise.resolve(span.isRecording()));
  assert.equal(recording, false);
  assert.equal(trace.getSpan(context.active()), undefined);
  await tracing.close();
});

test("with an endpoint the packages are loaded and spans are recorded", async () => {
  const endpoint = "http://127.0.0.1:9";
  const tracing = await startTracing({ endpoint, protocol: "http/json", service });
  assert.notEqual(loaded(), 0);
  assert.ok(tracing.exportSpan);
  assert.equal(await inSpan("x", {}, (span) => Promise.resolve(span.isRecording())), true);
  await tracing.close().catch(() => undefined); // no server listens there
});
