import assert from "node:assert/strict";
import { test } from "node:test";
import { lineOf } from "./tail.ts";

const item = {
  ...{ __typename: "FeedItem" as const, cursor: "c", fromSeq: 7, seq: 8 },
  ...{ at: "2026-11-29T19:00:00.000Z", kind: "TURN_CHANGED" as const, nodeId: "turn_1" },
  ...{ conversationId: "conversation_1", researchId: null, agent: "analyst", version: 2 },
  ...{ alias: null, status: "COMPLETED" as const, verdict: null, actor: null },
};

test("a line has the time, the number, what changed, and where", () => {
  assert.equal(
    lineOf(item),
    "2026-11-29T19:00:00.000Z  #8  TURN_CHANGED  COMPLETED  turn_1  analyst v2  in conversation_1",
  );
});

test("what an item does not have is left out", () => {
  const nothing = { conversationId: null, agent: null, version: null, status: null };
  const by = { kind: "USER" as const, name: "ada" };
  const line = lineOf({ ...item, ...nothing, kind: "SCHEDULE_CHANGED", actor: by });
  assert.equal(line, "2026-11-29T19:00:00.000Z  #8  SCHEDULE_CHANGED  turn_1  by ada");
});
