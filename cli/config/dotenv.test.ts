import assert from "node:assert/strict";
import { test } from "node:test";
import { withDotenv } from "./dotenv.ts";

test("a variable of the environment takes precedence over .env", async () => {
  const root = await Deno.makeTempDir();
  await Deno.writeTextFile(`${root}/.env`, '# a comment\nPORT=4001\nMARKET_DATA="live"\n');
  assert.deepEqual(await withDotenv({ PORT: "5000" }, root), { PORT: "5000", MARKET_DATA: "live" });
});

test("a missing .env is not an error", async () => {
  assert.deepEqual(await withDotenv({ PORT: "1" }, await Deno.makeTempDir()), { PORT: "1" });
});
