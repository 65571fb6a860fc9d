import assert from "node:assert/strict";
import { test } from "node:test";
import { packedManifest } from "./manifest.ts";

const manifest = {
  name: "@tramontane/x",
  exports: { ".": "./mod.ts", "./part": "./part/mod.tsx" },
  peerDependencies: { "@tramontane/client": "*", react: ">=18" },
};
const product = { version: "1.2.3", repository: { type: "git", url: "git+ssh://example" } };
const packed = packedManifest(manifest, product, "clients/x");

test("exports name declarations and JavaScript, in the order in which tools read them", () => {
  assert.deepEqual(packed.exports["./part"], {
    types: "./dist/part/mod.d.ts",
    default: "./dist/part/mod.js",
  });
  assert.deepEqual(Object.keys(packed.exports["."] ?? {}), ["types", "default"]);
});

test("packages of the product need each other's version, others the range of the sources", () => {
  assert.equal(packed.version, "1.2.3");
  assert.deepEqual(packed.peerDependencies, { "@tramontane/client": "1.2.3", react: ">=18" });
});

test("a release can prove its origin: the repository names the folder", () => {
  assert.deepEqual(packed.repository, { ...product.repository, directory: "clients/x" });
  assert.deepEqual(packed.publishConfig, { access: "public", provenance: true });
});
