import assert from "node:assert/strict";
import { test } from "node:test";
import { parse } from "yaml";
import { loadCompose } from "../../tests/support/compose.ts";
import { countJunit } from "../gate/junit.ts";
import { foreignTags, hasSubstitute } from "./base/images.ts";
import { writeOldEngineOverride } from "./old-engine.ts";
import { productImages } from "./product-images.ts";
import { skippedReport } from "./run-tests.ts";

test("each image that our files name and do not build has a substitute", async () => {
  const { stages, services } = await foreignTags();
  assert.ok(stages.some((tag) => tag.startsWith("node:")), stages.join());
  assert.ok(services.some((tag) => tag.startsWith("postgres:")), services.join());
  assert.deepEqual([...stages, ...services].filter((tag) => !hasSubstitute(tag)), []);
  assert.ok(!hasSubstitute("other/image:1.0.0"));
});

test("each image of the product is built once", async () => {
  const names = (await productImages()).map(({ tag }) => tag.split(":")[0]);
  assert.deepEqual(
    names.toSorted(),
    ["api", "mcp", "sandbox", "worker"].map((n) => `tramontane/${n}`),
  );
});

test("the override for old engines takes the start's interval from each health check, and nothing else", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const text = await Deno.readTextFile(await writeOldEngineOverride(folder));
    const { services } = parse(text.replaceAll("!reset ", ""));
    const checked = Object.entries((await loadCompose()).services).filter(([, one]) =>
      one.healthcheck
    );
    assert.deepEqual(Object.keys(services), checked.map(([name]) => name));
    for (const one of Object.values(services)) {
      assert.deepEqual(one, { healthcheck: { start_interval: null } });
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

test("without an engine a report counts one skipped", () => {
  assert.deepEqual(countJunit(skippedReport), { passed: 0, failed: 0, skipped: 1 });
});
