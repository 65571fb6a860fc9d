import assert from "node:assert/strict";
import { test } from "node:test";
import { createLogger } from "../telemetry/log.ts";
import { captureConsole } from "./console-capture.ts";

test("console output of packages becomes an event without the crumb and without objects", () => {
  const { error, log, info, warn, debug, dir } = console;
  const lines: string[] = [];
  captureConsole(createLogger("mcp", { write: (line) => lines.push(line) }));
  try {
    console.error("https://query2.finance.yahoo.com/v7?symbols=A&crumb=s3cr.et/x", {
      body: "s3cr",
    });
  } finally {
    Object.assign(console, { error, log, info, warn, debug, dir });
  }
  assert.equal(lines.length, 1);
  assert.equal(JSON.parse(lines[0] ?? "").event, "mcp.package_output");
  assert.doesNotMatch(lines[0] ?? "", /s3cr/);
});
