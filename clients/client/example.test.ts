import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

const read = (path: string) => readFile(new URL(path, import.meta.url), "utf8");
/** As users write it, who have the package. */
const example = (await read("example.ts")).trim().replaceAll('"./mod.ts"', '"@tramontane/client"');

for (const page of ["README.md", "../../docs/events.md"]) {
  test(`${page} shows the example that is compiled and run`, async () => {
    const [, block = ""] = /client in 30 lines\n.*?```ts\n(.*?)\n```/s.exec(await read(page)) ?? [];
    assert.equal(block.trim(), example);
  });
}
