import assert from "node:assert/strict";
import { test } from "node:test";
import { discardedIn, type PagedEvent } from "./read-discarded.ts";

const entry = (entryId: string, status: "RUNNING" | "DISCARDED", turn: string): PagedEvent => ({
  ...{ __typename: "EntryChanged", entryId, status, at: "2026-01-01T00:00:00Z" },
  entry: { __typename: "Message", turn: { id: turn }, text: `text of ${entryId}` },
});

test("only what the turn itself has discarded is found, with its text", () => {
  const events = [
    entry("a", "RUNNING", "t1"),
    entry("a", "DISCARDED", "t1"),
    entry("b", "DISCARDED", "t2"),
    { __typename: "TurnChanged", turnId: "t1", status: "COMPLETED" } as const,
  ];
  assert.deepEqual(discardedIn(events, "t1"), [
    { id: "a", at: "2026-01-01T00:00:00Z", text: "text of a" },
  ]);
});
