import assert from "node:assert/strict";
import { test } from "node:test";
import { importsOf, sourceFiles } from "./support/imports.ts";

/**
 * Who may import whom. `own`: folders of ours, beside the folder itself. `packages`: packages and node: modules, by
 * prefix. The longest matching folder decides. A change here needs an ADR.
 */
const table: Record<string, { own: string[]; packages: string[] }> = {
  protocol: { own: [], packages: [] },
  "protocol/net": { own: ["protocol"], packages: ["node:crypto"] },
  telemetry: {
    own: ["protocol (types)", "protocol/config", "telemetry"],
    packages: ["@opentelemetry/api"],
  },
  "telemetry/export": { own: ["telemetry", "protocol"], packages: ["@opentelemetry/", "node:"] },
  schema: { own: ["protocol"], packages: ["graphql", "@pothos/", "diff", "node:"] },
  store: {
    own: ["protocol"],
    packages: ["postgres", "node:crypto", "node:fs", "node:net", "node:stream", "node:tls"],
  },
  validation: {
    own: ["telemetry"],
    packages: ["@modelcontextprotocol/client/validators/", "re2js", "node:"],
  },
  src: {
    own: ["schema", "protocol", "store", "telemetry", "validation"],
    packages: [
      "graphql",
      "graphql-yoga",
      "graphql-ws",
      "ws",
      "@graphql-yoga/",
      "dataloader",
      "lru-cache",
      "node:",
      "@opentelemetry/api",
    ],
  },
  "src/report": { own: ["src", "schema", "protocol"], packages: ["micromark", "node:"] },
  "src/temporal": {
    own: ["src", "schema", "protocol", "telemetry"],
    packages: ["@temporalio/client", "@temporalio/common", "node:", "@opentelemetry/api"],
  },
  "worker/workflows": {
    own: ["protocol", "worker/activities (types)"],
    packages: ["@temporalio/workflow"],
  },
  worker: {
    own: ["protocol", "store", "telemetry", "validation"],
    packages: [
      "@temporalio/",
      "@mistralai/mistralai",
      "@modelcontextprotocol/client",
      "@opentelemetry/",
      "eventsource-parser",
      "node:",
    ],
  },
  "worker/build": { own: ["worker"], packages: ["esbuild", "node:"] },
  mcp: {
    own: ["telemetry", "protocol/async", "protocol/config", "protocol/net"],
    packages: [
      "zod",
      "@modelcontextprotocol/server",
      "yahoo-finance2",
      "@opentelemetry/api",
      "node:",
    ],
  },
  sandbox: { own: ["telemetry", "protocol/config", "protocol/net"], packages: ["node:"] },
  clients: { own: [], packages: ["graphql", "graphql-ws"] },
  "deploy/image": { own: ["src", "mcp", "telemetry"], packages: ["node:"] },
  cli: {
    own: [
      "dev/offline",
      ...["protocol", "telemetry", "schema", "clients", "store"],
      // The variables that each process reads, so that a start passes them on and checks them before any process runs.
      ...["src/config.ts", "worker/config.ts", "mcp/config.ts", "sandbox/config.ts"],
      ...["worker/migrate/config.ts", "src/permissions.ts", "mcp/permissions.ts"],
      "worker/tools/servers-file.ts",
    ],
    packages: [""],
  },
  dev: {
    own: ["protocol", "schema", "store", "cli", "clients", "tests", "src", "worker", "telemetry"],
    packages: [""],
  },
};

const folders = Object.keys(table).sort((a, b) => b.length - a.length);
const folderOf = (path: string) => folders.find((f) => path.startsWith(`${f}/`));

function fault(file: string, target: string, typeOnly: boolean): string | null {
  const folder = folderOf(file);
  if (!folder) return null;
  const { own, packages } = table[folder] ?? { own: [], packages: [] };
  const local = target.startsWith("/") ? target.slice(1) : null;
  if (local === null) {
    return packages.some((p) => target.startsWith(p)) ? null : `imports ${target}`;
  }
  if (local.startsWith(`${folder}/`)) return null;
  const allowed = own.some((o) => {
    const [path, types] = o.split(" ");
    const isThere = local === path || local.startsWith(`${path}/`);
    return isThere && (types === undefined || typeOnly);
  });
  return allowed || !local.includes("/") ? null : `imports ${local}`;
}

for (const folder of folders) {
  test(`${folder}/ imports only what it may`, async () => {
    const faults: string[] = [];
    for (const file of await sourceFiles(folder)) {
      if (folderOf(file) !== folder || /\.test\.ts$|\/(testing|tests)\//.test(file)) continue;
      for (const { target, typeOnly } of await importsOf(file)) {
        const found = fault(file, target, typeOnly);
        if (found) faults.push(`${file} ${found}`);
      }
    }
    assert.deepEqual(faults, []);
  });
}

test("the table is held against real imports: a made-up offence is found", () => {
  assert.ok(fault("protocol/x.ts", "zod", false));
  assert.ok(fault("schema/x.ts", "/store/mod.ts", false));
  assert.ok(fault("worker/workflows/x.ts", "/worker/activities/mod.ts", false));
  assert.equal(fault("worker/workflows/x.ts", "/worker/activities/mod.ts", true), null);
  assert.ok(fault("src/http/handler.ts", "@temporalio/client", false));
  assert.ok(fault("cli/x.ts", "/worker/main.ts", false));
  assert.equal(fault("cli/x.ts", "/worker/config.ts", false), null);
});
