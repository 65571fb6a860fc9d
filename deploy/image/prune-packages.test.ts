import assert from "node:assert/strict";
import { test } from "node:test";
import {
  filesOfBundle,
  packagesOf,
  packagesOfBundle,
  pruneBuild,
  prunePackages,
} from "./prune-packages.ts";

test("a program's packages are those that its modules import, without types", () => {
  const import_ = (specifier?: string) => ({ code: { specifier } });
  const dependencies = [
    import_("npm:graphql@16.15.0"),
    import_("npm:/@mistralai/mistralai@2.7.0/sdk/x.js"),
    import_("npm:@temporalio/client@1.23.0"),
    import_("node:net"),
    import_("file:///app/a.ts"),
    import_(undefined),
  ];
  assert.deepEqual(packagesOf({ modules: [{ dependencies }, {}] }), [
    "@mistralai/mistralai",
    "@temporalio/client",
    "graphql",
  ]);
});

test("packages outside of a bundle are found by imports, sub-paths and requires included", () => {
  const bundle = [
    'import { Worker } from "@temporalio/worker";',
    'var x = await import("@opentelemetry/sdk-node/build/x");',
    'var y = __require("@temporalio/proto");',
    'var z = "@temporalio/activity";',
  ];
  assert.deepEqual(packagesOfBundle(bundle.join("\n")), [
    "@opentelemetry/sdk-node",
    "@temporalio/worker",
  ]);
});

test("files of a build that a bundle imports are found, at once or when they are needed", () => {
  const bundle = [
    'import { a } from "../shared/chunk-A.mjs";',
    'import "./chunk-B.mjs";',
    'const c = await import("../shared/push-C.mjs");',
    'var d = "../shared/not-imported.mjs";',
    'import { e } from "node:net";',
  ];
  assert.deepEqual(filesOfBundle(bundle.join("\n")), [
    "../shared/chunk-A.mjs",
    "../shared/push-C.mjs",
    "./chunk-B.mjs",
  ]);
});

test("packages that nothing depends on are deleted, transitive ones stay, as are types and native code for other machines; no file may be changed by others", async () => {
  const root = await Deno.makeTempDir({ prefix: "tramontane-prune-" });
  try {
    const store = `${root}/node_modules/.deno`;
    const add = async (folder: string, name: string) => {
      await Deno.mkdir(`${store}/${folder}/node_modules/${name}`, { recursive: true });
    };
    const bridge = "@temporalio/core-bridge";
    await add("a@1", "a");
    await add("b@2", "b");
    await add("c@3", "c");
    await add("swc-musl@1", "swc-musl");
    await add("@types+b@1", "@types/b");
    const open = `${store}/a@1/node_modules/a/open`;
    await Deno.writeTextFile(open, "");
    await Deno.chmod(open, 0o666);
    await add("@temporalio+core-bridge@1", bridge);
    for (const target of ["riscv-unknown-none", Deno.build.target]) {
      const path = `${store}/@temporalio+core-bridge@1/node_modules/${bridge}/releases/${target}`;
      await Deno.mkdir(path, { recursive: true });
    }
    await Deno.mkdir(`${store}/b@2/node_modules/@temporalio`, { recursive: true });
    const link = (from: string, to: string) => Deno.symlink(to, `${root}/node_modules/${from}`);
    await link("a", ".deno/a@1/node_modules/a");
    await link("c", ".deno/c@3/node_modules/c");
    await link(".deno/a@1/node_modules/b", `${store}/b@2/node_modules/b`);
    await link(".deno/b@2/node_modules/a", `${store}/a@1/node_modules/a`);
    await Deno.mkdir(`${store}/b@2/node_modules/@types`, { recursive: true });
    await link(".deno/b@2/node_modules/@types/b", `${store}/@types+b@1/node_modules/@types/b`);
    await link(".deno/b@2/node_modules/swc-musl", `${store}/swc-musl@1/node_modules/swc-musl`);
    const at = `${store}/@temporalio+core-bridge@1/node_modules/${bridge}`;
    await link(`.deno/b@2/node_modules/${bridge}`, at);

    assert.deepEqual(await prunePackages(root, ["a"]), { kept: 3, deleted: 3 });
    const names = (path: string) => Array.fromAsync(Deno.readDir(path), ({ name }) => name);
    assert.deepEqual((await names(store)).sort(), ["@temporalio+core-bridge@1", "a@1", "b@2"]);
    assert.deepEqual((await names(`${root}/node_modules`)).sort(), [".deno", "a"]);
    assert.deepEqual(await names(`${at}/releases`), [Deno.build.target]);
    assert.equal(((await Deno.stat(open)).mode ?? 0) & 0o777, 0o644);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

test("files of a build that no program imports are deleted, with their maps and empty folders", async () => {
  const root = await Deno.makeTempDir({ prefix: "tramontane-prune-" });
  try {
    for (const folder of ["sandbox", "shared", "worker"]) await Deno.mkdir(`${root}/${folder}`);
    const files = ["sandbox/main.mjs", "shared/a.mjs", "shared/b.mjs", "worker/main.mjs"];
    for (const path of [...files, ...files.map((one) => `${one}.map`), "packages.json"]) {
      await Deno.writeTextFile(`${root}/${path}`, "");
    }
    await pruneBuild(
      root,
      new Set(["sandbox/main.mjs", "shared/a.mjs"].map((one) => `${root}/${one}`)),
    );
    const names = (path: string) => Array.fromAsync(Deno.readDir(path), ({ name }) => name);
    assert.deepEqual((await names(root)).sort(), ["packages.json", "sandbox", "shared"]);
    assert.deepEqual((await names(`${root}/shared`)).sort(), ["a.mjs", "a.mjs.map"]);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
