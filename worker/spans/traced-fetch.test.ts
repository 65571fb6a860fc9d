import assert from "node:assert/strict";
import { test } from "node:test";
import { context, propagation, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { inSpan, withoutTracing } from "../../telemetry/span.ts";
import { traceMeta } from "./trace-meta.ts";
import { tracedFetch } from "./traced-fetch.ts";

const exporter = new InMemorySpanExporter();
const spanProcessors = [new SimpleSpanProcessor(exporter)];
trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors }));
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
propagation.setGlobalPropagator(new W3CTraceContextPropagator());

/** A fetch that answers so, and what it was asked with. */
function answering(status: number) {
  const asked: Headers[] = [];
  const inner: typeof fetch = (_, init) => {
    asked.push(new Headers(init?.headers));
    return Promise.resolve(new Response(null, { status }));
  };
  return { asked, fetch: tracedFetch(inner) };
}
const spans = () => exporter.getFinishedSpans().splice(0).map((s) => s);

test("a request inside a span has a client span without path and query, and carries the trace context", async () => {
  exporter.reset();
  const { asked, fetch } = answering(200);
  const headers = { authorization: "Bearer x" };
  await inSpan(
    "above",
    {},
    () => fetch("https://mcp.example/secret-path?token=t", { method: "POST", headers }),
  );
  const [span] = spans();
  assert.equal(span?.name, "POST");
  assert.equal(span?.attributes["server.address"], "mcp.example");
  assert.equal(span?.attributes["http.response.status_code"], 200);
  assert.doesNotMatch(JSON.stringify(span?.attributes), /secret|token/);
  const { traceId = "", spanId = "" } = span?.spanContext() ?? {};
  assert.equal(asked[0]?.get("traceparent"), `00-${traceId}-${spanId}-01`);
  assert.equal(asked[0]?.get("authorization"), "Bearer x");
});

test("an MCP request carries the trace context in its metadata, outside a recorded span none", async () => {
  exporter.reset();
  const meta = await inSpan("above", {}, () => Promise.resolve(traceMeta()));
  const { traceId = "", spanId = "" } = spans()[0]?.spanContext() ?? {};
  assert.deepEqual(meta, { traceparent: `00-${traceId}-${spanId}-01` });
  assert.deepEqual([traceMeta(), withoutTracing(traceMeta)], [{}, {}]);
});

test("headers of a Request are kept", async () => {
  const { asked, fetch } = answering(200);
  const request = new Request("https://m.example/", { headers: { accept: "text/x" } });
  await inSpan("above", {}, () => fetch(request));
  assert.equal(asked[0]?.get("accept"), "text/x");
  assert.ok(asked[0]?.get("traceparent"));
});

test("an error status marks the span, and the response is returned", async () => {
  exporter.reset();
  const { fetch } = answering(429);
  const { status } = await inSpan("above", {}, () => fetch("https://m.example/"));
  assert.equal(status, 429);
  assert.equal(spans()[0]?.attributes["error.type"], "429");
});

test("outside a recorded span it is the plain fetch", async () => {
  exporter.reset();
  const { asked, fetch } = answering(200);
  await fetch("https://m.example/");
  await withoutTracing(() => fetch("https://m.example/"));
  assert.deepEqual(asked.map((h) => h.get("traceparent")), [null, null]);
  assert.deepEqual(spans(), []);
});
