import assert from "node:assert/strict";
import { test } from "node:test";
import { createLogger, errorFields, type LogRecord, setLogSink } from "./log.ts";
import { readLogOptions } from "./log-options.ts";

const lines = (level: "debug" | "info") => {
  const out: Record<string, unknown>[] = [];
  return { out, log: createLogger("api", { level, write: (l) => out.push(JSON.parse(l)) }) };
};

test("a line contains its process, event and fields", () => {
  const { out, log } = lines("info");
  log.warn("workflow.wake_failed", { conversationId: "c1" });
  assert.equal(out[0]?.process, "api");
  assert.equal(out[0]?.event, "workflow.wake_failed");
  assert.equal(out[0]?.conversationId, "c1");
});

test("lines below the level are not written", () => {
  const { out, log } = lines("info");
  log.debug("noise");
  assert.equal(out.length, 0);
});

test("secrets are redacted, by the name of a field and inside a text", () => {
  const { out, log } = lines("info");
  log.info("called", {
    apiKey: "k-123",
    url: "https://x/y?crumb=abc123&z=1",
    dsn: "postgres://u:hunter2@h/db",
    header: "Bearer abcdef123456",
    OTEL_EXPORTER_OTLP_HEADERS: "x-team=k-123",
    key: `sent tmk_${"0".repeat(32)}_s3cretKey_abc123`,
    otlp: "Authorization=pylf_v1_s3cret,x=1",
  });
  assert.doesNotMatch(JSON.stringify(out[0]), /k-123|abc123|hunter2|abcdef123456|pylf|s3cretKey/);
});

test("an error's stack and message are redacted", () => {
  const fields = errorFields(new Error("GET https://x?crumb=s3cr3t failed"));
  assert.doesNotMatch(JSON.stringify(fields), /s3cr3t/);
});

test("a formatted line is a time, a level, an event and its fields, also redacted", () => {
  const out: string[] = [];
  const log = createLogger("api", { format: "pretty", write: (line) => out.push(line) });
  log.warn("workflow.wake_failed", { workflowId: "w1", apiKey: "k-123" });
  assert.match(
    out[0] ?? "",
    /^\d\d:\d\d:\d\d\.\d{3} warn {2}workflow.wake_failed workflowId=w1 apiKey=\[redacted\]$/,
  );
});

test("a sink receives exactly the lines that are written", () => {
  const seen: LogRecord[] = [];
  setLogSink((record) => seen.push(record));
  const log = createLogger("api", { write: () => {} });
  log.debug("noise");
  log.error("broken", { header: "Bearer abcdef123456" });
  setLogSink(null);
  log.info("later");
  assert.deepEqual(seen.map((r) => [r.event, r.level]), [["broken", "error"]]);
  assert.doesNotMatch(JSON.stringify(seen), /abcdef/);
});

test("a terminal gets formatted lines and other outputs JSON, unless a variable decides", () => {
  assert.deepEqual(readLogOptions({}, true), { level: "info", format: "pretty", color: true });
  assert.equal(readLogOptions({}, false).format, "json");
  assert.equal(readLogOptions({ LOG_FORMAT: "json" }, true).format, "json");
  assert.equal(readLogOptions({ NO_COLOR: "1" }, true).color, false);
  const faults: string[] = [];
  readLogOptions({ LOG_LEVEL: "loud", LOG_FORMAT: "xml" }, false, (f) => faults.push(f));
  assert.match(faults.join(), /LOG_LEVEL is "loud".*LOG_FORMAT is "xml"/);
});
