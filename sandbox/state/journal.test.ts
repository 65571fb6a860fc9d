import assert from "node:assert/strict";
import * as fs from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { freshHome } from "../tests/support.ts";
import { openJournal } from "./journal.ts";

type Put = { key: number; value: number };

function openMap(path: string) {
  const map = new Map<number, number>();
  const journal = openJournal(path, {
    load: (record) => map.set((record as Put).key, (record as Put).value),
    snapshot: () => [...map].map(([key, value]) => ({ key, value })),
  });
  const put = (key: number, value: number) => {
    map.set(key, value);
    journal.write({ key, value });
  };
  return { map, put, close: journal.close };
}

test("compaction drops obsolete records and keeps the current state, while running and at the next start", (t) => {
  const path = join(freshHome(t), "x.jsonl");
  const first = openMap(path);
  for (let i = 0; i < 120_000; i++) first.put(i % 10, i);
  first.close();
  assert.ok(fs.readFileSync(path, "utf8").split("\n").length < 50_100);
  const second = openMap(path);
  assert.deepEqual(second.map.get(3), 119_993);
  second.close();
  assert.equal(fs.readFileSync(path, "utf8").trim().split("\n").length, 10);
});

test("an incomplete last line is dropped, and the next record is intact", (t) => {
  const path = join(freshHome(t), "x.jsonl");
  fs.writeFileSync(path, '{"key":1,"value":1}\n{"key":2,"val');
  const torn = openMap(path);
  torn.put(3, 3);
  torn.close();
  const again = openMap(path);
  assert.deepEqual([...again.map.keys()], [1, 3]);
  again.close();
});

test("a malformed line in the middle is an error", (t) => {
  const path = join(freshHome(t), "x.jsonl");
  fs.writeFileSync(path, '{"key":1\n{"key":2,"value":2}\n');
  assert.throws(() => openMap(path), SyntaxError);
});
