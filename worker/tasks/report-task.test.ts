import assert from "node:assert/strict";
import { test } from "node:test";
import { createLogger } from "../../telemetry/log.ts";
import { taskReporter } from "./report-task.ts";

test("an outage of a task is logged once at warn, and its end once", () => {
  const lines: string[] = [];
  const write = (line: string) => {
    const { level, event, server, failures } = JSON.parse(line);
    lines.push(`${level} ${event} ${server} ${failures}`);
  };
  const reporter = taskReporter(createLogger("worker", { level: "debug", write }));
  const task = { name: "refreshTools", fields: { server: "prices" } };
  reporter.succeeded(task, 0);
  reporter.failed(task, new Error("away"), 1);
  reporter.failed(task, new Error("away"), 2);
  reporter.succeeded(task, 2);
  assert.deepEqual(lines, [
    "warn worker.refresh_tools_failed prices 1",
    "debug worker.refresh_tools_failed prices 2",
    "info worker.refresh_tools_recovered prices 2",
  ]);
});
