import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { test } from "node:test";
import { searchKinds } from "../../protocol/search/records.ts";
import { isBackfilling } from "../search/backfill.ts";
import { searchPage } from "../search/search.ts";
import { registerAnalyst, testDatabase } from "../testing/database.ts";
import { indexEverything } from "../testing/indexed.ts";
import { player } from "../testing/play-turns.ts";
import { dumpDatabase } from "./dump.ts";
import { loadDatabase } from "./load.ts";

test("a backup has no searched texts: a restored database indexes them again", async () => {
  await using from = await testDatabase();
  await registerAnalyst(from.sql);
  await player(from.sql).start("Wiederhergestellte Nachtigall");
  await indexEverything(from.sql);
  const tables = new Map<string, Buffer>();
  const manifest = await dumpDatabase(from.url, async (table, rows) => {
    tables.set(table, Buffer.concat(await rows.toArray()));
  });
  assert.deepEqual([...tables.keys()].filter((name) => name.startsWith("search")), []);
  await using to = await testDatabase();
  await indexEverything(to.sql);
  await loadDatabase(to.url, manifest, async (table, into) => {
    await pipeline(Readable.from([tables.get(table) ?? Buffer.of()]), into);
  });
  const found = async () => {
    const searched = { query: "nachtigall", kinds: searchKinds };
    return (await searchPage(to.sql, "default", searched, {}, undefined, 5_000));
  };
  assert.deepEqual([(await found()).items, (await found()).partial], [[], true]);
  assert.equal(await isBackfilling(to.sql), true);
  await indexEverything(to.sql);
  assert.equal((await found()).items.length, 1);
});
