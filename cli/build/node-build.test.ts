import assert from "node:assert/strict";
import { test } from "node:test";
import { buildInto, existingBuild, nodeBuild } from "./node-build.ts";
import { makeTestTree } from "./testing/tree.ts";

const built = (folder: string) => Deno.readTextFile(`${folder}/built`);

test("nodeBuild() builds once, and uses the build until a source changes", async () => {
  await using tree = await makeTestTree();
  assert.equal(await existingBuild(tree.root), undefined);
  const first = await nodeBuild(tree.root);
  await tree.write("worker/source.test.ts", "a test is no part of it");
  assert.equal(await nodeBuild(tree.root), first);
  assert.equal(await existingBuild(tree.root), first);
  assert.equal(await tree.runs(), 1);
});

for (const path of ["worker/source.ts", "protocol/new.ts", "deno.lock"]) {
  test(`nodeBuild() builds again when ${path} changes`, async () => {
    await using tree = await makeTestTree();
    const first = await nodeBuild(tree.root);
    await tree.write(path, "two");
    const second = await nodeBuild(tree.root);
    assert.notEqual(second, first);
    assert.equal(await built(second), await Deno.readTextFile(`${tree.root}/worker/source.ts`));
    assert.equal(await tree.runs(), 2);
  });
}

test("two concurrent starts leave exactly one build", async () => {
  await using tree = await makeTestTree();
  const [one, other] = await Promise.all([tree.buildElsewhere(), tree.buildElsewhere()]);
  assert.equal(one, other);
  assert.equal(await built(one), "one");
  assert.equal((await tree.builds()).length, 1);
});

test("calls of one process share a build", async () => {
  await using tree = await makeTestTree();
  await Promise.all([nodeBuild(tree.root), nodeBuild(tree.root)]);
  assert.equal(await tree.runs(), 1);
});

test("a build that fails reports why, leaves no files, and is not repeated", async () => {
  await using tree = await makeTestTree();
  const program = 'appendFileSync("runs", "x"); throw new Error("no such module");';
  await tree.write("worker/build/main.ts", `import { appendFileSync } from "node:fs"; ${program}`);
  await assert.rejects(nodeBuild(tree.root), /no such module/);
  await assert.rejects(nodeBuild(tree.root), /no such module/);
  assert.equal(await tree.runs(), 1);
  assert.deepEqual(await tree.builds(), []);
});

test("a build whose sources change meanwhile is discarded", async () => {
  await using tree = await makeTestTree();
  const change = 'import { writeFileSync } from "node:fs"; writeFileSync("store/x.ts", "1");';
  await tree.write("worker/build/main.ts", change);
  await assert.rejects(nodeBuild(tree.root), /sources changed/);
  assert.deepEqual(await tree.builds(), []);
});

test("buildInto() replaces an older build", async () => {
  await using tree = await makeTestTree();
  const target = `${tree.root}/node_modules/.image`;
  await buildInto(tree.root, target);
  await tree.write("worker/source.ts", "two");
  await buildInto(tree.root, target);
  assert.equal(await built(target), "two");
});
