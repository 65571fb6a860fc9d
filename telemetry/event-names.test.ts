import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const root = new URL("../", import.meta.url).pathname;
const folders = ["src", "worker", "mcp", "sandbox", "telemetry"];

/** Workflow code logs messages through Temporal's SDK, as `temporal.sdk_message`. */
const sdkLogs = /^worker\/workflows\//;

/** The first arguments of all calls of a logger in the sources. */
function eventNames(): string[] {
  const paths = folders.flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: true, encoding: "utf8" }).map((p) =>
      `${folder}/${p}`
    )
  ).filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts") && !sdkLogs.test(path));
  return paths.flatMap((path) => {
    const calls = readFileSync(root + path, "utf8").matchAll(
      /\blog(?:ger)?(?:\.(?:debug|info|warn|error)|\[\w[^\]]*\])\(\s*"([^"]+)"/g,
    );
    return [...calls].map(([, name = ""]) => name);
  });
}

test("log events are named <component>.<thing>_<outcome>", () => {
  const names = eventNames();
  assert.ok(names.length > 60, `only ${names.length} events were found`);
  assert.deepEqual(names.filter((name) => !/^[a-z]+\.[a-z]+(_[a-z]+)*$/.test(name)), []);
});
