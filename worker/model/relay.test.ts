import assert from "node:assert/strict";
import { test } from "node:test";
import { FencedError, type HeldCall } from "../../store/engine/held-call.ts";
import { DraftPipeline } from "./draft-pipeline.ts";
import { Relay } from "./relay.ts";

const call: HeldCall = {
  tenant: "t",
  conversationId: "c",
  turnId: "t1",
  id: "call",
  fence: 1,
  attempt: 1,
};
const opened = { kind: "message" as const, id: "m", versionId: "v" };
const chunk = (offset: number, text: string) => ({
  entryId: "m",
  part: 0,
  kind: "TEXT" as const,
  offset,
  text,
});

function recorded(held = true) {
  const writes: string[] = [];
  const pipeline = new DraftPipeline((batch) => {
    for (const w of batch) writes.push(w.chunks.map((c) => `${c.offset}:${c.text}`).join("|"));
    return Promise.resolve(new Set(held ? ["call"] : []));
  });
  const relay = new Relay(call, {
    pipeline,
    openEntries: (_, entries, chunks) => {
      writes.push(`open ${entries.map((e) => e.id)} ${chunks.map((c) => c.text)}`);
      return Promise.resolve();
    },
    recordRemote: (_, id) => {
      writes.push(`remote ${id}`);
      return Promise.resolve();
    },
  });
  return { relay, writes };
}

test("the remote id is stored first, the entry is announced with its first text, the rest is merged", async () => {
  const { relay, writes } = recorded();
  await relay.push({ remoteId: "conv_1", opened: [], chunks: [] });
  await Promise.all([
    relay.push({ opened: [opened], chunks: [chunk(0, "He")] }),
    relay.push({ opened: [], chunks: [chunk(2, "l")] }),
    relay.push({ opened: [], chunks: [chunk(3, "lo")] }),
  ]);
  await relay.settled();
  assert.deepEqual(writes, ["remote conv_1", "open m He", "2:llo"]);
});

test("a relay whose call is no longer held says so and writes no more", async () => {
  const { relay, writes } = recorded(false);
  await relay.push({ opened: [], chunks: [chunk(0, "x")] });
  await assert.rejects(relay.settled(), FencedError);
  await assert.rejects(relay.push({ opened: [], chunks: [] }), FencedError);
  assert.deepEqual(writes, ["0:x"]);
});
