import assert from "node:assert/strict";
import { test } from "node:test";
import type { TextKind } from "../../protocol/log/event.ts";
import type { GraphQLContext } from "../context.ts";
import type { EventBody, LogEvent } from "../ports/event-log.ts";
import { openStream } from "./subscribe.ts";

const eventOf = (body: EventBody): LogEvent => ({
  ...{ cursor: "c", fromSeq: 1, seq: 1, at: new Date(0), body },
});
const delta = (kind: TextKind) =>
  eventOf({
    kind: "TextDelta",
    delta: { entryId: "message_1", part: 0, kind, offset: 0, text: "a" },
  });
const changed = eventOf({ kind: "TurnChanged", turnId: "turn_1", status: "RUNNING" });
const all = [delta("THINKING"), changed, delta("ARGUMENTS"), delta("TEXT"), delta("ARGUMENTS")];

async function read(detail: boolean, deltas = true) {
  let ended = 0;
  const events = (async function* () {
    try {
      yield* all;
    } finally {
      ended++;
    }
  })();
  const context = {
    ...{ lastEventId: null, detailOf: () => detail },
    log: { subscribe: () => Promise.resolve(events) },
  } as unknown as GraphQLContext;
  const opened = await openStream({ id: "conversation_1", deltas }, context);
  return { events: opened, source: events, ended: () => ended };
}

test("deltas of reasoning and tool arguments are left out for a principal without details", async () => {
  const { events, ended } = await read(false);
  const seen = await Array.fromAsync(events);
  assert.deepEqual(seen, [changed, delta("TEXT")]);
  assert.equal(ended(), 1);
});

test("with the details, and without any deltas, the stream is that of the log itself", async () => {
  for (const { events, source } of [await read(true), await read(false, false)]) {
    assert.equal(events, source);
  }
});

test("a reader that leaves ends the stream of the log", async () => {
  const { events, ended } = await read(false);
  await events.next();
  await events.return?.();
  assert.equal(ended(), 1);
  assert.deepEqual(await events.next(), { done: true, value: undefined });
});
