import assert from "node:assert/strict";
import { test } from "node:test";
import { type Event, EventType } from "@ag-ui/client";
import { recording, recordings } from "../../clients/client/turn/testing/recordings.ts";
import { eventsOfRun, messagesAfter } from "./testing/recorded-run.ts";

const typesOf = (events: readonly Event[]) => events.map(({ type }) => type);

for (const name of recordings) {
  test(`${name}: the verifier accepts each event, and a client has the same live and replayed`, async () => {
    const { turnId, live, replayed } = recording(name);
    const messages = await messagesAfter(eventsOfRun(turnId, live));
    assert.ok(messages.length > 0);
    assert.deepEqual(messages, await messagesAfter(eventsOfRun(turnId, replayed)));
  });
}

test("the text of a killed worker is ended, then taken back by a snapshot", () => {
  const { turnId, live } = recording("killed");
  const events = eventsOfRun(turnId, live);
  const types = typesOf(events);
  const snapshot = types.indexOf(EventType.MESSAGES_SNAPSHOT);
  assert.equal(types[snapshot - 1], EventType.TEXT_MESSAGE_END);
  const [first, ...others] = events.flatMap((event) =>
    event.type === EventType.TEXT_MESSAGE_START && event.role === "assistant"
      ? [event.messageId]
      : []
  );
  const restated = events[snapshot];
  assert.ok(restated?.type === EventType.MESSAGES_SNAPSHOT);
  assert.ok(!restated.messages.some(({ id }) => id === first));
  assert.ok(others.length > 0 && !others.includes(first ?? ""));
});

test("arguments that an approver changed are restated by a snapshot, before the result", () => {
  const { turnId, live } = recording("edited");
  const types = typesOf(eventsOfRun(turnId, live));
  const snapshot = types.indexOf(EventType.MESSAGES_SNAPSHOT);
  assert.ok(snapshot > types.indexOf(EventType.TOOL_CALL_END));
  assert.ok(snapshot < types.indexOf(EventType.TOOL_CALL_RESULT));
});

test("a call that failed has its result, and the code of the failure", () => {
  const { turnId, live } = recording("failed-tool");
  const failed = eventsOfRun(turnId, live).find((event) =>
    event.type === EventType.TOOL_CALL_RESULT && event.metadata !== undefined
  );
  assert.ok(failed?.type === EventType.TOOL_CALL_RESULT);
  assert.notEqual(failed.content, "");
  assert.equal(typeof failed.metadata?.error, "string");
});

test("sources of an answer are in the metadata of its message", async () => {
  const { turnId, live } = recording("sources");
  const messages = await messagesAfter(eventsOfRun(turnId, live));
  const [citation] = messages.flatMap((message) =>
    (message.metadata?.citations ?? []) as { title: string; url: string }[]
  );
  assert.match(citation?.url ?? "", /^https?:/);
});

test("a message that the client has sent is not sent back to it", () => {
  const { turnId, live } = recording("tools");
  const user = (events: readonly Event[]) =>
    events.flatMap((event) =>
      event.type === EventType.TEXT_MESSAGE_START && event.role === "user" ? [event.messageId] : []
    );
  const [id = ""] = user(eventsOfRun(turnId, live));
  const sent = [{ id, role: "user" as const, content: "" }];
  assert.deepEqual(user(eventsOfRun(turnId, live, sent)), []);
});
