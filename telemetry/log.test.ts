import assert from "node:assert/strict";
import { test } from "node:test";
import { createLogger, errorFields } from "./log.ts";

const lines = (level: "debug" | "info") => {
  const out: Record<string, unknown>[] = [];
  return { out, log: createLogger("api", { level, write: (l) => out.push(JSON.parse(l)) }) };
};

test("a line names its process and event and keeps its fields", () => {
  const { out, log } = lines("info");
  log.warn("doorbell_failed", { conversationId: "c1" });
  assert.equal(out[0]?.process, "api");
  assert.equal(out[0]?.event, "doorbell_failed");
  assert.equal(out[0]?.conversationId, "c1");
});

test("lines below the level are left out", () => {
  const { out, log } = lines("info");
  log.debug("noise");
  assert.equal(out.length, 0);
});

test("secrets leave no trace in a line, by name or inside a text", () => {
  const { out, log } = lines("info");
  log.info("called", {
    apiKey: "k-123",
    url: "https://x/y?crumb=abc123&z=1",
    dsn: "postgres://u:hunter2@h/db",
    header: "Bearer abcdef123456",
  });
  assert.doesNotMatch(JSON.stringify(out[0]), /k-123|abc123|hunter2|abcdef123456/);
});

test("an error's stack and message are redacted", () => {
  const fields = errorFields(new Error("GET https://x?crumb=s3cr3t failed"));
  assert.doesNotMatch(JSON.stringify(fields), /s3cr3t/);
});
