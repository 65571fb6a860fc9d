import assert from "node:assert/strict";
import { test } from "node:test";
import { goProgressText, readGoProgress } from "./go-progress.ts";

const all = { modules: 200, packages: 1_000 };
const shareOf = (text: string) => Number(/about (\d+) %/.exec(text)?.[1]);

test("the share of a build grows from its first line to its last, and never decreases", () => {
  const lines = [
    "go: downloading go1.24.0 (linux/amd64)",
    ...Array.from({ length: 220 }, (_, n) => `go: downloading example.com/m${n} v1.0.0`),
    ...Array.from({ length: 1_050 }, (_, n) => `example.com/p${n}`),
  ];
  let before = -1;
  const texts = new Set<string>();
  for (let n = 0; n <= lines.length; n++) {
    const text = goProgressText(readGoProgress(lines.slice(0, n).join("\n") + "\n"), all);
    assert.ok(shareOf(text) >= before && shareOf(text) <= 99, `${text} after ${before} %`);
    before = shareOf(text);
    texts.add(text);
  }
  assert.equal(before, 99);
  assert.ok(texts.size > 1_100, "each line that is counted is seen");
});

test("the text names the current step: nothing yet, fetching, compiling, linking", () => {
  const text = (modules: number, packages: number) => goProgressText({ modules, packages }, all);
  assert.equal(text(0, 0), "about 0 %, looking for its modules");
  assert.equal(text(100, 0), "about 13 %, fetching modules: 100 of about 200");
  assert.equal(text(100, 500), "about 63 %, compiling: 500 of about 1000 packages");
  assert.equal(text(0, 1), "about 25 %, compiling: 1 of about 1000 packages", "all were cached");
  assert.match(text(200, 1_000), /linking/);
});

test("messages of the toolchain are not counted as packages", () => {
  const log = "go: downloading a v1\ngo: go.mod file not found\nexample.com/p\n";
  assert.deepEqual(readGoProgress(log), { modules: 1, packages: 1 });
});
