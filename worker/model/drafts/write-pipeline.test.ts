import assert from "node:assert/strict";
import { test } from "node:test";
import type { ClaimedCall } from "../../../store/call/claimed-call.ts";
import { type LogWrite, writeKey, type WriteOutcome } from "../../../store/log/write-log.ts";
import { RejectedWriteError, type WriteBatch } from "./send-until-acknowledged.ts";
import { WritePipeline } from "./write-pipeline.ts";

const times = {
  answerWithinMs: 50,
  giveUpMs: 200,
  retryMs: 1,
  busyMs: 1,
  pauseEachMs: 0,
  pauseMs: 0,
};
const call = (id: string): ClaimedCall => ({
  tenant: "t",
  conversationId: `c-${id}`,
  turnId: "t1",
  id,
  fence: 1,
  attempt: 1,
});
const write = (id: string, text = "x"): LogWrite => ({
  call: call(id),
  opened: [],
  chunks: [{ entryId: "e", part: 0, kind: "TEXT", offset: 0, text }],
  written: [],
});
const all = (batch: readonly LogWrite[], outcome: WriteOutcome) =>
  new Map(batch.map((w) => [writeKey(w), outcome]));
const names = (batch: readonly LogWrite[]) => batch.map((w) => w.call.id);
const fault = (code: string) => Object.assign(new Error(code), { code });

function barrier() {
  let resolve = () => {};
  const promise = new Promise<void>((open) => (resolve = open));
  return { promise, resolve };
}

/** A pipeline into `send`, and the calls of each batch that was sent. */
function recorded(send: (batch: readonly LogWrite[], nth: number) => ReturnType<WriteBatch>) {
  const batches: string[][] = [];
  const pipeline = new WritePipeline((batch) => {
    batches.push(names(batch));
    return send(batch, batches.length);
  }, times);
  return { pipeline, batches };
}

test("writes that arrive while a batch is in flight form the next batch", async () => {
  const release = barrier();
  const { pipeline, batches } = recorded(async (batch, nth) => {
    if (nth === 1) await release.promise;
    return all(batch, "written");
  });
  const written = ["a", "b", "c"].map((id) => pipeline.write(() => write(id)));
  release.resolve();
  assert.deepEqual(await Promise.all(written), ["written", "written", "written"]);
  assert.deepEqual(batches, [["a"], ["b", "c"]]);
});

test("after a lost answer the same batch is sent again, without newer writes", async () => {
  const { pipeline, batches } = recorded((batch, nth) => {
    if (nth > 2) return Promise.resolve(all(batch, "written"));
    if (nth === 1) void pipeline.write(() => write("late"));
    return Promise.reject(fault("CONNECTION_CLOSED"));
  });
  await pipeline.write(() => write("a"));
  await pipeline.write(() => write("b"));
  assert.deepEqual(batches, [["a"], ["a"], ["a"], ["late"], ["b"]]);
});

test("an answer that does not arrive in time is a lost one", async () => {
  const { pipeline, batches } = recorded((batch, nth) => {
    return nth === 1 ? new Promise(() => {}) : Promise.resolve(all(batch, "written"));
  });
  assert.equal(await pipeline.write(() => write("a")), "written");
  assert.deepEqual(batches, [["a"], ["a"]]);
});

test("an unreachable database fails the writes of a batch; the next one works", async () => {
  let away = true;
  const { pipeline } = recorded((batch) => {
    return away ? Promise.reject(fault("ECONNREFUSED")) : Promise.resolve(all(batch, "written"));
  });
  await assert.rejects(pipeline.write(() => write("a")), /ECONNREFUSED/);
  away = false;
  assert.equal(await pipeline.write(() => write("a")), "written");
});

test("of a rejected batch only the offending write fails", async () => {
  const release = barrier();
  const { pipeline, batches } = recorded(async (batch, nth) => {
    if (nth === 1) await release.promise;
    if (names(batch).includes("bad")) throw fault("22P05");
    return all(batch, "written");
  });
  const first = pipeline.write(() => write("first"));
  const [good, bad, fine] = ["good", "bad", "fine"].map((id) => pipeline.write(() => write(id)));
  const refused = assert.rejects(bad ?? Promise.resolve(), RejectedWriteError);
  release.resolve();
  assert.deepEqual(await Promise.all([first, good, fine]), ["written", "written", "written"]);
  await refused;
  assert.deepEqual(batches, [["first"], ["good", "bad", "fine"], ["good"], ["bad"], ["fine"]]);
});

test("a write to a locked stream is sent again; the others do not wait for it", async () => {
  const order: string[] = [];
  const { pipeline, batches } = recorded((batch, nth) => {
    const outcome = (w: LogWrite) => w.call.id === "locked" && nth < 4 ? "busy" : "written";
    return Promise.resolve(new Map(batch.map((w) => [writeKey(w), outcome(w)])));
  });
  const writes = ["locked", "free"].map((id) =>
    pipeline.write(() => write(id)).then(() => order.push(id))
  );
  await Promise.all(writes);
  assert.deepEqual(order, ["free", "locked"]);
  assert.deepEqual(batches.slice(0, 2), [["locked"], ["locked", "free"]]);
});

test("a batch has a limit: further writes form the next batch", async () => {
  const release = barrier();
  const { pipeline, batches } = recorded(async (batch, nth) => {
    if (nth === 1) await release.promise;
    return all(batch, "written");
  });
  const long = "x".repeat(600_000);
  const writes = ["a", "b", "c"].map((id) => pipeline.write(() => write(id, long)));
  release.resolve();
  await Promise.all(writes);
  assert.deepEqual(batches, [["a"], ["b"], ["c"]]);
});
