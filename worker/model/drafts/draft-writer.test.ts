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

/** A draft writer whose writes end with these outcomes, the last one repeatedly. */
function recorded(...outcomes: WriteOutcome[]) {
  const writes: string[] = [];
  const writer = new DraftWriter(call, {
    pipeline: {
      write: (take) => {
        const { opened, chunks, written } = take();
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
  return { writer, writes };
}

test("the remote id is stored first, an entry is announced with its first text, further text is joined", async () => {
  const { writer, writes } = recorded();
  await writer.push({ remoteId: "conv_1", opened: [], chunks: [] });
  await Promise.all([
    writer.push({ opened: [opened], chunks: [chunk(0, "He")] }),
    writer.push(added(2, "l")),
    writer.push(added(3, "lo")),
  ]);
  await writer.settled();
  assert.deepEqual(writes, ["remote conv_1", "open m 0:He", "2:llo (m/0)"]);
});

test("a draft writer of a fenced call fails and writes no more", async () => {
  const { writer, writes } = recorded("lost");
  await writer.push(added(0, "x"));
  await assert.rejects(writer.settled(), FencedError);
  await assert.rejects(writer.push(added(1, "y")), FencedError);
  assert.deepEqual(writes, ["0:x"]);
});

test("deleted drafts are written again from their start, with the pending text", async () => {
  const { writer, writes } = recorded("written", "gone", "written");
  await writer.push({ opened: [opened], chunks: [chunk(0, "He")] });
  await writer.settled();
  await Promise.all([writer.push(added(2, "l")), writer.push(added(3, "lo"))]);
  await writer.push(added(5, "!"));
  await writer.settled();
  assert.deepEqual(writes, ["open m 0:He", "2:l (m/0)", "0:Hello", "5:! (m/0)"]);
});

test("after a lost connection the drafts are checked without new text", async () => {
  const { writer, writes } = recorded("written", "gone", "written");
  writer.recheck();
  await writer.push({ opened: [opened], chunks: [chunk(0, "Hello")] });
  await writer.settled();
  writer.recheck();
  await writer.settled();
  writer.recheck();
  await writer.settled();
  assert.deepEqual(writes, ["open m 0:Hello", "(m/0)", "0:Hello", "(m/0)"]);
});
