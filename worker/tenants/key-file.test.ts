import assert from "node:assert/strict";
import { mkdtemp, rename, rm, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { test } from "node:test";
import { KeyFile, keyIn } from "./key-file.ts";

const folder = await mkdtemp(`${tmpdir()}/tramontane-keys-`);
test.after(() => rm(folder, { recursive: true }));

function fileOf(name: string) {
  const path = `${folder}/${name}`;
  const warnings: string[] = [];
  const log = {
    warn: (event: string, fields: object) => warnings.push(event + JSON.stringify(fields)),
  };
  return { path, warnings, file: new KeyFile(path, log as never) };
}

test("a key is one line of printable ASCII", () => {
  assert.equal(keyIn("abc\r\n"), "abc");
  for (const text of ["", "\n", "a b", "a\nb", "ä", "x".repeat(4_097)]) {
    assert.equal(keyIn(text), null);
  }
});

test("a key that was written or replaced is used from the next request on", async () => {
  const { path, file } = fileOf("rotated");
  await writeFile(path, "first\n");
  assert.equal(await file.key(), "first");
  await writeFile(path, "second\n");
  assert.equal(await file.key(), "second");
  await writeFile(`${path}.new`, "third3\n");
  await rename(`${path}.new`, path);
  assert.equal(await file.key(), "third3");
});

test("while the file has no key the last one stays, with one warning that shows none", async () => {
  const { path, file, warnings } = fileOf("lost");
  await writeFile(path, "k3y\n");
  assert.equal(await file.key(), "k3y");
  await writeFile(path, "two k3ys\n");
  assert.deepEqual([await file.key(), await file.key()], ["k3y", "k3y"]);
  await unlink(path);
  assert.deepEqual([await file.key(), await file.key()], ["k3y", "k3y"]);
  assert.equal(warnings.length, 2);
  assert.doesNotMatch(warnings.join(), /k3y/);
  await writeFile(path, "new\n");
  assert.equal(await file.key(), "new");
});

test("without any key a request fails", async () => {
  await assert.rejects(fileOf("absent").file.key(), /absent has no key/);
});
