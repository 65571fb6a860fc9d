import assert from "node:assert/strict";
import { test } from "node:test";
import { messageOf } from "./listen.ts";

const item = {
  ...{ __typename: "FeedItem" as const, cursor: "c", fromSeq: 7, seq: 8 },
  ...{ at: "2026-11-29T19:00:00.000Z", kind: "TURN_CHANGED" as const, nodeId: "turn_1" },
  ...{ conversationId: "conversation_1", researchId: null, agent: "analyst", version: 2 },
  ...{ alias: null, status: "COMPLETED" as const, verdict: null, actor: null },
};

test("an item is sent in the same form as by a webhook, with the number of the one before it", () => {
  const { id, body } = messageOf(item, 5);
  assert.equal(id, "delivery_local-8");
  assert.deepEqual(JSON.parse(body), {
    type: "turn.changed",
    timestamp: "2026-11-29T19:00:00.000Z",
    data: {
      ...{ webhookId: "webhook_local", seq: 8, previousSeq: 5, kind: "TURN_CHANGED" },
      ...{ nodeId: "turn_1", conversationId: "conversation_1", agent: "analyst", version: 2 },
      status: "COMPLETED",
    },
  });
});
