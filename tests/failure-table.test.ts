import assert from "node:assert/strict";
import { test } from "node:test";
import { failureTable, shownRow } from "./support/failure-table.ts";

test("docs/operations.md shows exactly the failures of the tests' table", async () => {
  const page = await Deno.readTextFile(new URL("../docs/operations.md", import.meta.url));
  const section = page.split("### Failures of a step\n")[1]?.split("\n#")[0] ?? "";
  const rows = section.split("\n").filter((line) => line.startsWith("| "));
  const cells = rows.slice(1).map((row) => row.split("|").slice(1, -1).map((c) => c.trim()));
  const shown = cells.filter(([first]) => !/^-+$/.test(first ?? "")).map((c) => c.slice(0, 3));
  assert.deepEqual(shown, failureTable.map(shownRow));
});
