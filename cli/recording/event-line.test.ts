import assert from "node:assert/strict";
import { test } from "node:test";
import type { RecordedEvent } from "./record.ts";
import { eventLine } from "./event-line.ts";

const at = (seq: number) => ({ cursor: "c", fromSeq: seq, seq });

test("each kind of event is one line with its number", () => {
  const entry = { __typename: "Message", role: "AGENT" };
  const events = [
    { ...at(5), __typename: "EntryChanged", entryId: "m1", status: "RUNNING", entry },
    { ...at(5), __typename: "TextDelta", nodeId: "m1", kind: "TEXT", offset: 12, text: "a\nb" },
    {
      ...at(6),
      __typename: "StepChanged",
      stepId: "s1",
      status: "WAITING",
      attempt: 2,
      note: null,
      failure: { code: "RATE_LIMITED", message: "Too many requests." },
      step: { __typename: "ModelCall" },
    },
    { ...at(7), __typename: "ConversationClosed", closedBy: { kind: "USER", name: "local" } },
  ] as RecordedEvent[];
  assert.deepEqual(events.map(eventLine), [
    "     5  EntryChanged       RUNNING AGENT m1",
    '    5+  TextDelta          @12 "a\\nb"',
    "     6  StepChanged        WAITING ModelCall attempt 2 Too many requests.",
    "     7  ConversationClosed by local",
  ]);
});

test("an event of a kind that this version does not know is still a line", () => {
  const event = { ...at(8), __typename: "Unheard" } as unknown as RecordedEvent;
  assert.equal(eventLine(event), "     8  Unheard");
});
