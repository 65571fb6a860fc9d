import assert from "node:assert/strict";
import { test } from "node:test";
import { repositoryRoot } from "../../cli/stack/paths.ts";
import { metricRows, rowsIn } from "./metric-rows.ts";

test("docs/observability.md has the current metrics; `deno task metrics` writes it", async () => {
  const shown = await Deno.readTextFile(`${repositoryRoot}/docs/observability.md`);
  assert.deepEqual(rowsIn(shown), metricRows());
});
