import assert from "node:assert/strict";
import { test } from "node:test";
import { billOfMaterials } from "./bill-of-materials.ts";
import { bundledPackages } from "./bundled-packages.ts";
import { installedPackages } from "./installed-packages.ts";

/** Writes a tree as Deno does: `a` may load `@s/b`, which has a link to a package that was pruned. */
async function tree(): Promise<string> {
  const root = await Deno.makeTempDir({ prefix: "tramontane-sbom-" });
  const store = `${root}/node_modules/.deno`;
  const add = async (folder: string, manifest: { name: string; [more: string]: unknown }) => {
    const path = `${store}/${folder}/node_modules/${manifest.name}`;
    await Deno.mkdir(path, { recursive: true });
    await Deno.writeTextFile(`${path}/package.json`, JSON.stringify(manifest));
  };
  await add("a@1.0.0", {
    name: "a",
    version: "1.0.0",
    license: "MIT",
    homepage: "https://a.example",
  });
  await add("@s+b@2.0.0", { name: "@s/b", version: "2.0.0", license: "(MIT OR Apache-2.0)" });
  await add("@s+b@2.0.0_1", { name: "@s/b", version: "2.0.0", license: "(MIT OR Apache-2.0)" });
  await Deno.mkdir(`${store}/a@1.0.0/node_modules/@s`);
  await Deno.symlink(
    "../../../@s+b@2.0.0/node_modules/@s/b",
    `${store}/a@1.0.0/node_modules/@s/b`,
  );
  await Deno.symlink("../../gone@1.0.0/node_modules/gone", `${store}/@s+b@2.0.0/node_modules/gone`);
  return root;
}

const content = {
  name: "api",
  version: "1.2.3",
  runtime: { name: "deno", version: "2.9.3" },
} as const;

test("the list has the runtime and each package once, with its licence and what it may load", async () => {
  const root = await tree();
  try {
    const installed = await installedPackages(root);
    const bundled = [{ name: "a", version: "1.0.0" }, {
      name: "c",
      version: "3.0.0",
      license: "ISC",
    }];
    const text = billOfMaterials({ ...content, installed, bundled });
    const { components, dependencies, metadata } = JSON.parse(text);
    const [a, b, c] = ["pkg:npm/a@1.0.0", "pkg:npm/%40s/b@2.0.0", "pkg:npm/c@3.0.0"];
    const of = (all: { purl: string }[]) => all.map(({ purl }) => purl).sort();
    assert.deepEqual(of(components), [b, a, c, "pkg:generic/deno@2.9.3"].sort());
    const [found] = components.filter(({ purl }: { purl: string }) => purl === b);
    assert.deepEqual(found.licenses, [{ expression: "(MIT OR Apache-2.0)" }]);
    const loads = (ref: string) =>
      dependencies.find((one: { ref: string }) => one.ref === ref)?.dependsOn;
    assert.deepEqual(loads(a ?? ""), [b]);
    assert.equal(metadata.component.version, "1.2.3");
    assert.equal(billOfMaterials({ ...content, installed: installed.toReversed(), bundled }), text);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

test("the packages of a built file are those that it has code of", async () => {
  const root = await tree();
  try {
    const b = `${root}/node_modules/.deno/@s+b@2.0.0/node_modules/@s/b`;
    const used = { bytesInOutput: 10 };
    const files = await bundledPackages({
      "main.mjs": { inputs: { [`${b}/x.js`]: used, [`${b}/y.js`]: used, "src/z.ts": used } },
      "other.mjs": { inputs: { [`${b}/x.js`]: { bytesInOutput: 0 } } },
    });
    assert.deepEqual(Object.keys(files), ["main.mjs"]);
    assert.deepEqual(files["main.mjs"]?.map(({ name }) => name), ["@s/b"]);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
