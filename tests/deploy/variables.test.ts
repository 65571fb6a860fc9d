import assert from "node:assert/strict";
import { test } from "node:test";
import { repositoryRoot } from "../../cli/stack/paths.ts";
import { type ProcessVariables, processVariables } from "../support/process-variables.ts";

/** Variables without which others are not read. */
const switches: Record<string, string> = {
  METRICS_PORT: "9464",
  OTEL_DENO: "true",
  OTEL_TRACES_SAMPLER: "parentbased_always_on",
  OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector:4318",
  YAHOO_URL: "http://sandbox:4030/yahoo",
};

/** Read by `main.ts`: on a terminal only, and for Deno's own exporter. */
const elsewhere = ["NO_COLOR", "OTEL_METRICS_EXPORTER"];

/** The names that a loader reads from an environment without other variables. */
function asked(load: ProcessVariables["load"]): string[] {
  const names = new Set<string>();
  const env = new Proxy<Record<string, string | undefined>>({}, {
    get: (_, name) => (names.add(String(name)), switches[String(name)]),
  });
  try {
    load(env, () => "");
  } catch {
    // A missing variable is reported after all others were read.
  }
  return [...names].sort();
}

for (const [name, { named, load }] of Object.entries(processVariables)) {
  test(`${name} names exactly the variables that it reads`, () => {
    const inConfig = (names: readonly string[]) => names.filter((one) => !elsewhere.includes(one));
    assert.deepEqual(inConfig(asked(load)), inConfig(named).toSorted());
  });
}

test("docs/operations.md has exactly the variables of the processes", async () => {
  const text = await Deno.readTextFile(`${repositoryRoot}/docs/operations.md`);
  const table = /## Variables of the processes\n([\s\S]*?)\n## /.exec(text)?.[1] ?? "";
  const documented = [...table.matchAll(/`([A-Z][A-Z0-9_]+)`/g)].map(([, name = ""]) => name);
  const named = Object.values(processVariables).flatMap((one) => one.named);
  const given = ["MCP_URL"]; // of mcp/servers.json
  assert.deepEqual([...new Set(documented)].sort(), [...new Set([...named, ...given])].sort());
});
