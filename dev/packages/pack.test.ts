import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { listPath, packPackages, type Tarball } from "./pack.ts";

/** Bytes that a browser or an installation pays for; raise it knowingly. */
const maxBytes = 110_000;
let folder: string;
let tarballs: Tarball[];
before(async () => {
  folder = await Deno.makeTempDir({ prefix: "tramontane-pack-test-" });
  tarballs = await packPackages(`${folder}/one`);
});
after(() => Deno.remove(folder, { recursive: true }));

const sizes = () => tarballs.map(({ name, size }) => `${name}: ${size} bytes`).join(", ");

test("each tarball has the files of its list (`deno task packages --out <folder> --list` writes it)", async () => {
  assert.ok(tarballs.length > 0);
  for (const tarball of tarballs) {
    const listed = await Deno.readTextFile(listPath(tarball));
    assert.deepEqual(tarball.files, listed.trim().split("\n"), tarball.name);
  }
});

test("no tarball has tests, sources or generated inputs, and each has a README and the licence", () => {
  for (const { files, name } of tarballs) {
    assert.deepEqual(files.filter((path) => /test|testing|(?<!\.d)\.tsx?$/.test(path)), [], name);
    for (const path of ["LICENSE", "README.md", "package.json"]) {
      assert.ok(files.includes(path), path);
    }
  }
});

test("the tarballs are small and have the version of the product", async () => {
  const { version } = JSON.parse(await Deno.readTextFile("package.json"));
  for (const tarball of tarballs) {
    assert.equal(tarball.version, version);
    assert.ok(tarball.size < maxBytes, sizes());
  }
});

test("the same sources give the same bytes", async () => {
  const again = await packPackages(`${folder}/two`);
  for (const [n, { path }] of again.entries()) {
    assert.deepEqual(await Deno.readFile(path), await Deno.readFile(tarballs[n]?.path ?? ""), path);
  }
});
