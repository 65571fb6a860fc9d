import assert from "node:assert/strict";
import { test } from "node:test";
import type { EventFragment } from "./chaos.generated.ts";
import { type Stored, verifyReader } from "./verify-reader.ts";

const entry = (status: "COMPLETED" | "CANCELLED", text: string): Stored["entries"][number] => ({
  ...{ __typename: "Message", id: "m", status, text, role: "AGENT", idempotencyKey: null },
});
const changed = (seq: number, status: "RUNNING" | "COMPLETED" | "CANCELLED", text?: string) =>
  ({
    ...{ __typename: "EntryChanged", cursor: `${seq}`, fromSeq: seq, seq, entryId: "m", status },
    entry: text === undefined ? null : {
      ...{ __typename: "Message", id: "m", status, role: "AGENT" },
      content: [{ __typename: "TextContent", text }],
    },
  }) as EventFragment;
const delta = (seq: number, offset: number, text: string) =>
  ({
    ...{ __typename: "TextDelta", cursor: `${seq}`, fromSeq: seq + 1, seq },
    ...{ nodeId: "m", part: 0, kind: "TEXT", offset, text },
  }) as EventFragment;
const first = changed(1, "RUNNING");
const last = changed(2, "COMPLETED", "Hello");
const stored = { events: [first, last], entries: [entry("COMPLETED", "Hello")] };
const faultsOf = (...seen: EventFragment[]) => verifyReader(seen, stored).faults.length;

test("a reader who received everything, with deltas repeated after a resume, has no faults", () => {
  const seen = [first, delta(1, 0, "Hel"), delta(1, 0, "Hell"), delta(1, 4, "o"), last];
  assert.deepEqual(verifyReader(seen, stored), { unread: 0, faults: [] });
});

test("a lost event, a repeated one, a gap and a wrong text are faults", () => {
  assert.match(verifyReader([first], stored).faults[0] ?? "", /event 2 is lost/);
  assert.match(verifyReader([first, first, last], stored).faults.join(), /event 1 came twice/);
  assert.equal(faultsOf(first, delta(1, 3, "lo"), last), 1);
  assert.equal(faultsOf(first, delta(1, 0, "Hex"), last), 1);
});

test("of a cut entry less may be stored than was received, but no other text", () => {
  const ended = changed(2, "CANCELLED", "Hel");
  const cut = { events: [first, ended], entries: [entry("CANCELLED", "Hel")] };
  assert.deepEqual(verifyReader([first, delta(1, 0, "Hello"), ended], cut).faults, []);
  assert.equal(verifyReader([first, delta(1, 0, "Hex"), ended], cut).faults.length, 1);
});
