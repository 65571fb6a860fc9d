import assert from "node:assert/strict";
import { test } from "node:test";
import type { HeldCall } from "../../store/engine/held-call.ts";
import { DraftPipeline, type WriteDrafts } from "./draft-pipeline.ts";

const call = (id: string): HeldCall => ({
  tenant: "t",
  conversationId: `c-${id}`,
  turnId: "t1",
  id,
  fence: 1,
  attempt: 1,
});
const chunk = { entryId: "e", part: 0, kind: "TEXT" as const, offset: 0, text: "x" };

test("what comes while a write is in flight goes together with the next one", async () => {
  const batches: string[][] = [];
  let release = () => {};
  const first = new Promise<void>((resolve) => (release = resolve));
  const write: WriteDrafts = async (writes) => {
    batches.push(writes.map((w) => w.call.id));
    if (batches.length === 1) await first;
    return new Set(writes.map((w) => w.call.id));
  };
  const pipeline = new DraftPipeline(write);
  const all = ["a", "b", "c"].map((id) => pipeline.write(call(id), [chunk]));
  release();
  await Promise.all(all);
  assert.deepEqual(batches, [["a"], ["b", "c"]]);
});

test("a call that lost its fence is told so, the others of the batch are not", async () => {
  const pipeline = new DraftPipeline(() => Promise.resolve(new Set(["kept"])));
  assert.equal(await pipeline.write(call("kept"), [chunk]), true);
  assert.equal(await pipeline.write(call("lost"), [chunk]), false);
});

test("a fault reaches the writers of its batch and the next batch works", async () => {
  let faults = 1;
  const pipeline = new DraftPipeline(() => {
    return faults-- > 0 ? Promise.reject(new Error("down")) : Promise.resolve(new Set(["a"]));
  });
  await assert.rejects(pipeline.write(call("a"), [chunk]), /down/);
  assert.equal(await pipeline.write(call("a"), [chunk]), true);
});
