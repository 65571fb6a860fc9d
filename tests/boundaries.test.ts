import assert from "node:assert/strict";
import { test } from "node:test";
import { dynamicImportsOf, importsOf, sourceFiles } from "./support/imports.ts";

/**
 * The imports that a folder may have. `own`: folders of the project besides the folder itself. `packages`: packages and
 * node: modules, by prefix. The longest matching folder applies. A change of this table needs an ADR.
 */
const table: Record<string, { own: string[]; packages: string[] }> = {
  protocol: { own: [], packages: [] },
  "protocol/async": { own: ["protocol"], packages: ["node:timers/promises"] },
  "protocol/schedule": { own: ["protocol"], packages: ["croner"] },
  "protocol/net": { own: ["protocol"], packages: ["node:crypto"] },
  "protocol/webhook": { own: ["protocol"], packages: ["node:crypto", "node:buffer"] },
  "protocol/research/check": { own: ["protocol"], packages: ["franc"] },
  telemetry: {
    own: ["protocol (types)", "protocol/config", "telemetry"],
    packages: ["@opentelemetry/api"],
  },
  "telemetry/export": { own: ["telemetry", "protocol"], packages: ["@opentelemetry/", "node:"] },
  schema: { own: ["protocol"], packages: ["graphql", "@pothos/", "diff", "node:"] },
  store: {
    own: ["protocol"],
    packages: [
      ...[
        "postgres",
        "node:crypto",
        "node:fs",
        "node:net",
        "node:stream",
        "node:timers",
        "node:tls",
      ],
    ],
  },
  validation: {
    own: ["protocol", "telemetry"],
    packages: ["@modelcontextprotocol/client/validators/", "re2js", "node:"],
  },
  src: {
    own: ["schema", "protocol", "store", "telemetry", "validation", "bridges", "clients"],
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
  "src/auth": {
    own: ["src", "schema", "protocol", "store", "telemetry"],
    packages: ["jose", "lru-cache", "yaml", "node:"],
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
      "undici",
      "node:",
    ],
  },
  "worker/tenants": {
    own: ["worker", "protocol", "store", "telemetry"],
    packages: ["@mistralai/mistralai", "yaml", "node:"],
  },
  // What is in a bundle is part of the bill of materials of its image (ADR 86).
  "worker/build": {
    own: ["worker", "deploy/image/bundled-packages.ts"],
    packages: ["esbuild", "node:"],
  },
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
  sandbox: {
    own: ["telemetry", "protocol/async", "protocol/config", "protocol/net"],
    packages: ["node:"],
  },
  clients: { own: [], packages: ["graphql-ws"] },
  "clients/react": { own: [], packages: ["@tramontane/client", "react"] },
  "clients/ai-sdk": { own: [], packages: ["@tramontane/client", "ai"] },
  // The pages see the API as everyone else does: by its clients.
  console: {
    own: ["protocol"],
    packages: [
      ...["@tramontane/", "react", "react-dom", "wouter", "urql", "@urql/"],
      ...["react-markdown", "remark-gfm", "@tanstack/react-virtual", "diff"],
    ],
  },
  "console/build": {
    own: ["deploy/image/bundled-packages.ts"],
    packages: ["esbuild", "node:"],
  },
  // An example imports what a project of a user can install.
  examples: {
    own: [],
    packages: [
      ...["@tramontane/", "react", "vite", "@vitejs/", "next", "ai", "@ai-sdk/", "node:"],
    ],
  },
  bridges: {
    own: ["clients", "protocol", "schema (types)", "telemetry"],
    packages: ["zod", "@modelcontextprotocol/server", "@ag-ui/core", "node:"],
  },
  "deploy/image": {
    own: ["src", "mcp", "telemetry"],
    packages: ["node:", "@cyclonedx/cyclonedx-library"],
  },
  cli: {
    own: [
      "dev/offline",
      ...["protocol", "telemetry", "schema", "clients", "store"],
      // The variables that each process reads: a start validates them and passes them on.
      ...["src/config.ts", "worker/config.ts", "mcp/config.ts", "sandbox/config.ts"],
      ...["worker/migrate/config.ts", "src/permissions.ts", "mcp/permissions.ts"],
      "worker/tools/servers-file.ts",
      // `research --symbols-list` prints the samples also without a start (ADR 65).
      "sandbox/yahoo/samples/listing.ts",
      "worker/tenants/tenant-config.ts",
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

test("an import that the table does not allow is found", () => {
  assert.ok(fault("protocol/x.ts", "zod", false));
  assert.ok(fault("schema/x.ts", "/store/mod.ts", false));
  assert.ok(fault("worker/workflows/x.ts", "/worker/activities/mod.ts", false));
  assert.equal(fault("worker/workflows/x.ts", "/worker/activities/mod.ts", true), null);
  assert.ok(fault("src/http/handler.ts", "@temporalio/client", false));
  assert.ok(fault("cli/x.ts", "/worker/main.ts", false));
  assert.equal(fault("cli/x.ts", "/worker/config.ts", false), null);
});

test("no file imports itself through other files, also not for types", async () => {
  const files = (await Promise.all((await topFolders()).map(sourceFiles))).flat();
  const graph = new Map<string, string[]>();
  for (const file of files) {
    const targets = (await importsOf(file)).map(({ target }) => target);
    const local = targets.filter((t) => t.startsWith("/")).map((t) => t.slice(1));
    graph.set(file, [...local, ...await dynamicImportsOf(file)]);
  }
  assert.ok(graph.size > 1_000);
  assert.deepEqual(cyclesIn(graph), []);
});

test("a cycle of imports is found with all its files", () => {
  const graph = new Map([["a", ["b", "d"]], ["b", ["c"]], ["c", ["a"]], ["d", ["d"]]]);
  assert.deepEqual(cyclesIn(graph), [["d"], ["a", "b", "c"]]);
});

test("the project has at most 19 folders at its top", async () => {
  const folders = await topFolders();
  assert.ok(folders.length <= 19, folders.join(", "));
});

/** The folders at the top that are under version control. */
async function topFolders(): Promise<string[]> {
  const root = new URL("../", import.meta.url).pathname;
  const { stdout } = await new Deno.Command("git", {
    args: ["-C", root, "ls-files", "--cached", "--others", "--exclude-standard"],
  }).output();
  const paths = new TextDecoder().decode(stdout).split("\n");
  const folders = paths.filter((path) => path.includes("/")).map((path) =>
    path.split("/")[0] ?? ""
  );
  return [...new Set(folders)].filter((name) => !name.startsWith(".")).sort();
}

/** The groups of files that reach each other by imports (Tarjan's algorithm). */
function cyclesIn(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>();
  const stack: string[] = [];
  const cycles: string[][] = [];
  const visit = (file: string): number => {
    let low = order.size;
    order.set(file, low);
    stack.push(file);
    for (const target of graph.get(file) ?? []) {
      if (!order.has(target)) low = Math.min(low, visit(target));
      else if (stack.includes(target)) low = Math.min(low, order.get(target) ?? low);
    }
    if (low === order.get(file)) {
      const group = stack.splice(stack.indexOf(file));
      if (group.length > 1 || graph.get(file)?.includes(file)) cycles.push(group);
    }
    return low;
  };
  for (const file of graph.keys()) if (!order.has(file)) visit(file);
  return cycles;
}
