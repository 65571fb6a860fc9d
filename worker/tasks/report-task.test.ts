import assert from "node:assert/strict";
import { test } from "node:test";
import { createLogger } from "../../telemetry/log.ts";
import { taskReporter } from "./report-task.ts";

test("an outage of a task is logged once at warn, and its end once", () => {
  const lines: string[] = [];
  const write = (line: string) => {
    const { level, event, failures } = JSON.parse(line);
    lines.push(`${level} ${event} ${failures}`);
  };
  const reporter = taskReporter(createLogger("worker", { level: "debug", write }));
  reporter.succeeded("refreshTools", 0);
  reporter.failed("refreshTools", new Error("away"), 1);
  reporter.failed("refreshTools", new Error("away"), 2);
  reporter.succeeded("refreshTools", 2);
  assert.deepEqual(lines, [
    "warn worker.refresh_tools_failed 1",
    "debug worker.refresh_tools_failed 2",
    "info worker.refresh_tools_recovered 2",
  ]);
});
