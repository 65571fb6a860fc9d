import assert from "node:assert/strict";
import { test } from "node:test";
import type { ClaimedCall } from "../../../store/call/claimed-call.ts";
import { type LogWrite, writeKey, type WriteOutcome } from "../../../store/log/write-log.ts";
import { RejectedWriteError, type WriteBatch } from "./send-until-acknowledged.ts";
import { WritePipeline } from "./write-pipeline.ts";

const rules = { answerWithinMs: 50, giveUpMs: 200, retryMs: 1, busyMs: 1 };
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

function gate() {
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
  }, rules);
  return { pipeline, batches };
}

test("what comes while a batch is on its way goes together with the next one", async () => {
  const release = gate();
  const { pipeline, batches } = recorded(async (batch, nth) => {
    if (nth === 1) await release.promise;
    return all(batch, "written");
  });
  const written = ["a", "b", "c"].map((id) => pipeline.write(write(id)));
  release.resolve();
  assert.deepEqual(await Promise.all(written), ["written", "written", "written"]);
  assert.deepEqual(batches, [["a"], ["b", "c"]]);
});

test("a lost answer has the very same batch sent again, whatever came meanwhile", async () => {
  const { pipeline, batches } = recorded((batch, nth) => {
    if (nth > 2) return Promise.resolve(all(batch, "written"));
    if (nth === 1) void pipeline.write(write("late"));
    return Promise.reject(fault("CONNECTION_CLOSED"));
  });
  await pipeline.write(write("a"));
  await pipeline.write(write("b"));
  assert.deepEqual(batches, [["a"], ["a"], ["a"], ["late"], ["b"]]);
});

test("an answer that does not come is a lost one", async () => {
  const { pipeline, batches } = recorded((batch, nth) => {
    return nth === 1 ? new Promise(() => {}) : Promise.resolve(all(batch, "written"));
  });
  assert.equal(await pipeline.write(write("a")), "written");
  assert.deepEqual(batches, [["a"], ["a"]]);
});

test("a database that stays away fails the writes of the batch, and the next one works", async () => {
  let away = true;
  const { pipeline } = recorded((batch) => {
    return away ? Promise.reject(fault("ECONNREFUSED")) : Promise.resolve(all(batch, "written"));
  });
  await assert.rejects(pipeline.write(write("a")), /ECONNREFUSED/);
  away = false;
  assert.equal(await pipeline.write(write("a")), "written");
});

test("of a batch that is refused only the bad write is set aside", async () => {
  const release = gate();
  const { pipeline, batches } = recorded(async (batch, nth) => {
    if (nth === 1) await release.promise;
    if (names(batch).includes("bad")) throw fault("22P05");
    return all(batch, "written");
  });
  const first = pipeline.write(write("first"));
  const [good, bad, fine] = ["good", "bad", "fine"].map((id) => pipeline.write(write(id)));
  const refused = assert.rejects(bad ?? Promise.resolve(), RejectedWriteError);
  release.resolve();
  assert.deepEqual(await Promise.all([first, good, fine]), ["written", "written", "written"]);
  await refused;
  assert.deepEqual(batches, [["first"], ["good", "bad", "fine"], ["good"], ["bad"], ["fine"]]);
});

test("a write whose stream is held goes again, the others do not wait for it", async () => {
  const order: string[] = [];
  const { pipeline, batches } = recorded((batch, nth) => {
    const outcome = (w: LogWrite) => w.call.id === "held" && nth < 4 ? "busy" : "written";
    return Promise.resolve(new Map(batch.map((w) => [writeKey(w), outcome(w)])));
  });
  const writes = ["held", "free"].map((id) => pipeline.write(write(id)).then(() => order.push(id)));
  await Promise.all(writes);
  assert.deepEqual(order, ["free", "held"]);
  assert.deepEqual(batches.slice(0, 2), [["held"], ["held", "free"]]);
});

test("a batch has a bound: what does not fit goes with the next", async () => {
  const release = gate();
  const { pipeline, batches } = recorded(async (batch, nth) => {
    if (nth === 1) await release.promise;
    return all(batch, "written");
  });
  const long = "x".repeat(600_000);
  const writes = ["a", "b", "c"].map((id) => pipeline.write(write(id, long)));
  release.resolve();
  await Promise.all(writes);
  assert.deepEqual(batches, [["a"], ["b"], ["c"]]);
});
