import assert from "node:assert/strict";
import { test } from "node:test";
import { feedKinds } from "../feed/feed-item.ts";
import { messageBody, messageType, type Reported } from "./body.ts";
import { webhookLimits } from "./webhook.ts";

const reported: Reported = {
  webhookId: "webhook_1",
  seq: 9,
  previousSeq: 7,
  type: "turn.changed",
  at: new Date("2026-11-29T12:00:00.123Z"),
  item: {
    kind: "FeedItem",
    item: "TURN_CHANGED",
    nodeId: "turn_1",
    conversationId: "conversation_1",
    agent: "analyst",
    version: 2,
    status: "COMPLETED",
  },
};

test("a body has the item's ids and status, its number and that of the item before it", () => {
  assert.deepEqual(JSON.parse(messageBody(reported, null)), {
    type: "turn.changed",
    timestamp: "2026-11-29T12:00:00.123Z",
    data: {
      ...{ webhookId: "webhook_1", seq: 9, previousSeq: 7, kind: "TURN_CHANGED" },
      ...{ nodeId: "turn_1", conversationId: "conversation_1", agent: "analyst", version: 2 },
      status: "COMPLETED",
    },
  });
});

test("a text that is too long is cut, whatever its characters take as JSON", () => {
  for (const character of ["x", "\n", "ü", "猫", "😀", "\u0001"]) {
    const text = character.repeat(30_000);
    const body = messageBody(reported, { text });
    const bytes = new TextEncoder().encode(body).length;
    assert.ok(bytes <= webhookLimits.bodyBytes && bytes > webhookLimits.bodyBytes - 10, character);
    const { content } = JSON.parse(body).data;
    assert.ok(content.isCut && text.startsWith(content.text) && content.text.isWellFormed());
  }
  assert.deepEqual(JSON.parse(messageBody(reported, { text: "Seven." })).data.content, {
    text: "Seven.",
    isCut: false,
  });
});

test("each kind of items has a type of its own, of a noun and what became of it", () => {
  const types = feedKinds.map(messageType);
  assert.equal(new Set(types).size, types.length);
  for (const type of types) assert.match(type, /^[a-z_]+\.[a-z]+$/);
  assert.equal(messageType("AGENT_VERSION_REGISTERED"), "agent_version.registered");
});
