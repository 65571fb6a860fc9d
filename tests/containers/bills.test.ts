import assert from "node:assert/strict";
import { test } from "node:test";
import { productImages } from "../../dev/containers/product-images.ts";
import { bytesBelow, packagesListed, packagesSeen } from "../support/image-contents.ts";
import { composition } from "./composition.ts";

const { docker } = composition;

/** What an image may add to its base, MB of files: a tenth more than it has. */
const budgets: Readonly<Record<string, number>> = { api: 110, mcp: 60, worker: 154, sandbox: 2 };

/** Runs `look` with a copy of the files that an image adds. */
async function withFiles(tag: string, look: (app: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "tramontane-image-" });
  const container = await docker.run("create", tag);
  try {
    await docker.run("cp", `${container}:/app`, `${folder}/app`);
    await look(`${folder}/app`);
  } finally {
    await docker.run("rm", container);
    await Deno.remove(folder, { recursive: true });
  }
}

for (const { tag } of await productImages()) {
  test(`the bill of materials of ${tag} lists what is in it, and the image keeps its budget`, async (t) => {
    await withFiles(tag, async (app) => {
      assert.deepEqual(await packagesListed(app), await packagesSeen(app));
      const megabytes = await bytesBelow(app) / 1e6;
      t.diagnostic(`${tag}: ${megabytes.toFixed(1)} MB`);
      const [, name = ""] = /\/([a-z]+):/.exec(tag) ?? [];
      assert.ok(megabytes <= (budgets[name] ?? 0), `${tag} has ${megabytes} MB`);
    });
  });
}
