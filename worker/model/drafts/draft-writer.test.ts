import assert from "node:assert/strict";
import { test } from "node:test";
import { type ClaimedCall, FencedError } from "../../../store/call/claimed-call.ts";
import type { WriteOutcome } from "../../../store/log/write-log.ts";
import { DraftWriter } from "./draft-writer.ts";

const call: ClaimedCall = {
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
const added = (offset: number, text: string) => ({ opened: [], chunks: [chunk(offset, text)] });

/** A relay whose writes end with these outcomes, the last for all that follow. */
function recorded(...outcomes: WriteOutcome[]) {
  const writes: string[] = [];
  const relay = new DraftWriter(call, {
    pipeline: {
      write: ({ opened, chunks, written }) => {
        const texts = chunks.map((c) => `${c.offset}:${c.text}`);
        const known = written.map((w) => `(${w.entryId}/${w.part})`);
        writes.push([...opened.map((e) => `open ${e.id}`), ...texts, ...known].join(" "));
        const next = outcomes.length > 1 ? outcomes.shift() : outcomes[0];
        return Promise.resolve(next ?? "written");
      },
    },
    recordRemoteConversation: (_, id) => {
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
    relay.push(added(2, "l")),
    relay.push(added(3, "lo")),
  ]);
  await relay.settled();
  assert.deepEqual(writes, ["remote conv_1", "open m 0:He", "2:llo (m/0)"]);
});

test("a relay whose call is no longer held says so and writes no more", async () => {
  const { relay, writes } = recorded("lost");
  await relay.push(added(0, "x"));
  await assert.rejects(relay.settled(), FencedError);
  await assert.rejects(relay.push(added(1, "y")), FencedError);
  assert.deepEqual(writes, ["0:x"]);
});

test("drafts that are gone are written again from their start, what waited along with them", async () => {
  const { relay, writes } = recorded("written", "gone", "written");
  await relay.push({ opened: [opened], chunks: [chunk(0, "He")] });
  await relay.settled();
  await Promise.all([relay.push(added(2, "l")), relay.push(added(3, "lo"))]);
  await relay.push(added(5, "!"));
  await relay.settled();
  assert.deepEqual(writes, ["open m 0:He", "2:l (m/0)", "0:Hello", "5:! (m/0)"]);
});

test("after a lost connection the drafts are looked after although nothing new comes", async () => {
  const { relay, writes } = recorded("written", "gone", "written");
  relay.recheck();
  await relay.push({ opened: [opened], chunks: [chunk(0, "Hello")] });
  await relay.settled();
  relay.recheck();
  await relay.settled();
  relay.recheck();
  await relay.settled();
  assert.deepEqual(writes, ["open m 0:Hello", "(m/0)", "0:Hello", "(m/0)"]);
});
