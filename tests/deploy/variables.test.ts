import assert from "node:assert/strict";
import { test } from "node:test";
import { repositoryRoot } from "../../scripts/stack/paths.ts";
import { processVariables } from "../support/process-variables.ts";

/** The names that a loader asks an environment for in which nothing is set. */
function asked(load: (env: Record<string, undefined>, read: () => string) => unknown): string[] {
  const names = new Set<string>();
  const env = new Proxy<Record<string, undefined>>({}, {
    get: (_, name) => void names.add(String(name)),
  });
  try {
    load(env, () => "");
  } catch {
    // What is missing is told by a fault, after all was looked at.
  }
  return [...names].sort();
}

/** Read only where others are set. */
const conditional = ["YAHOO_URL", "MCP_ALLOWED_HOSTS"];

for (const [name, { named, load }] of Object.entries(processVariables)) {
  test(`${name} names exactly the variables that it reads`, () => {
    const also = named.filter((one) => conditional.includes(one));
    assert.deepEqual([...new Set([...asked(load), ...also])].sort(), [...named].sort());
  });
}

test("each variable of a process is in docs/operations.md, and each one there is one of a process", async () => {
  const text = await Deno.readTextFile(`${repositoryRoot}/docs/operations.md`);
  const table = /## Variables of the processes\n([\s\S]*?)\n## /.exec(text)?.[1] ?? "";
  const told = [...table.matchAll(/`([A-Z][A-Z0-9_]+)`/g)].map(([, name = ""]) => name);
  const named = Object.values(processVariables).flatMap((one) => one.named);
  const given = ["MCP_URL"]; // of mcp/servers.json
  assert.deepEqual([...new Set(told)].sort(), [...new Set([...named, ...given])].sort());
});
