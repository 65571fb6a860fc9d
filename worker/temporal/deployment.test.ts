import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { deploymentOptions, isSuperseded, versionOf } from "./deployment.ts";

const deployment = { name: "tramontane", buildId: undefined };
const old = { deploymentName: "tramontane", buildId: "1" };
const young = { deploymentName: "tramontane", buildId: "2" };

test("without a deployment a worker has no version", async () => {
  assert.equal(await versionOf(undefined, undefined), undefined);
  assert.deepEqual(deploymentOptions(undefined), {});
});

test("a configured build id is used, else it depends only on the workflow code", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tramontane-"));
  const [a, b] = [join(folder, "a.js"), join(folder, "b.js")];
  const idOf = async (bundle: string) => (await versionOf(deployment, bundle))?.buildId;
  try {
    await writeFile(a, "one");
    await writeFile(b, "one");
    assert.match(await idOf(a) ?? "", /^[0-9a-f]{16}$/);
    assert.equal(await idOf(a), await idOf(b));
    await writeFile(b, "two");
    assert.notEqual(await idOf(a), await idOf(b));
  } finally {
    await rm(folder, { recursive: true });
  }
  assert.deepEqual(await versionOf({ ...deployment, buildId: "1" }, undefined), old);
  await assert.rejects(versionOf(deployment, undefined), /WORKER_BUILD_ID/);
});

test("a version that is current or ramping is not superseded", () => {
  assert.equal(isSuperseded(old, { current: old, ramping: null }), false);
  assert.equal(isSuperseded(old, { current: young, ramping: old }), false);
  assert.equal(isSuperseded(old, { current: old, ramping: young }), false);
  assert.equal(isSuperseded(old, { current: young, ramping: null }), true);
  assert.equal(isSuperseded(old, { current: null, ramping: null }), true);
});
