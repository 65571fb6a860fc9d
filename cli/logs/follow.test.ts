import assert from "node:assert/strict";
import { test } from "node:test";
import { LogCursor } from "./follow.ts";
import { lastLines, trimLog } from "../stack/supervise/log-file.ts";

async function file(): Promise<string> {
  return `${await Deno.makeTempDir()}/part.log`;
}

const append = (path: string, text: string) => Deno.writeTextFile(path, text, { append: true });

test("a cursor returns each complete line once", async () => {
  const path = await file();
  const cursor = new LogCursor(path, 0);
  assert.deepEqual(await cursor.read(), []);
  await append(path, "one\ntw");
  assert.deepEqual(await cursor.read(), ["one"]);
  await append(path, "o\n");
  assert.deepEqual(await cursor.read(), ["two"]);
  assert.deepEqual(await cursor.read(), []);
});

test("a cursor continues after the log was trimmed", async () => {
  const path = await file();
  await append(path, "a long line before\n");
  const cursor = new LogCursor(path, 0);
  await cursor.read();
  await trimLog(path, 5);
  await append(path, "after\n");
  assert.deepEqual(await cursor.read(), ["after"]);
  assert.equal(await Deno.readTextFile(`${path}.1`), "a long line before\n");
});

test("a log below the limit is not changed", async () => {
  const path = await file();
  await append(path, "short\n");
  await trimLog(path, 100);
  assert.equal(await Deno.readTextFile(path), "short\n");
});

test("the last lines are those of the part's current process", async () => {
  const path = await file();
  await append(path, "former life\n");
  const from = (await Deno.stat(path)).size;
  await append(path, "1\n2\n3\n");
  assert.deepEqual(await lastLines(path, 2, from), ["2", "3"]);
  assert.deepEqual(await lastLines(path, 9, from), ["1", "2", "3"]);
  assert.deepEqual(await lastLines(`${path}.none`, 5), []);
});
