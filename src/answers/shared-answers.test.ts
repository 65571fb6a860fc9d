import assert from "node:assert/strict";
import { test } from "node:test";
import type { EventBody, LogEvent } from "../../schema/ports/event-log.ts";
import { sharedAnswer } from "./shared-answers.ts";

const eventOf = (body: EventBody): LogEvent => ({
  cursor: "c",
  fromSeq: 1,
  seq: 1,
  at: new Date(0),
  body,
});
const turn = () => eventOf({ kind: "TurnChanged", turnId: "turn_1", status: "RUNNING" });
const delta = () =>
  eventOf({
    kind: "TextDelta",
    delta: { entryId: "message_1", part: 0, kind: "TEXT", offset: 0, text: "a" },
  });

/** Answers with the number of the execution. */
function counted() {
  let n = 0;
  return { now: () => ({ data: { n: ++n } }), later: async () => ({ data: { n: ++n } }) };
}

test("subscribers with the same key share the answer to a delta, also later ones", () => {
  const [event, { now }] = [delta(), counted()];
  assert.deepEqual(sharedAnswer(event, "a", now), { data: { n: 1 } });
  assert.equal(sharedAnswer(event, "a", now), sharedAnswer(event, "a", now));
  assert.deepEqual(sharedAnswer(event, "b", now), { data: { n: 2 } }, "another selection");
  assert.deepEqual(sharedAnswer(delta(), "a", now), { data: { n: 3 } }, "another event");
});

test("an event with links is read once for all who ask meanwhile, and again afterwards", async () => {
  const [event, { later }] = [turn(), counted()];
  const both = await Promise.all([
    sharedAnswer(event, "a", later),
    sharedAnswer(event, "a", later),
  ]);
  assert.deepEqual(both, [{ data: { n: 1 } }, { data: { n: 1 } }]);
  assert.deepEqual(await sharedAnswer(event, "a", later), { data: { n: 2 } });
});

test("a failed execution is not shared with later subscribers", async () => {
  const event = delta();
  const failing = () => Promise.reject(new Error("no"));
  await assert.rejects(sharedAnswer(event, "a", failing) as Promise<unknown>, /no/);
  assert.deepEqual(sharedAnswer(event, "a", counted().now), { data: { n: 1 } });
});

test("the answers that are kept for one event are limited", () => {
  const [event, { now }] = [delta(), counted()];
  for (let i = 0; i < 40; i++) sharedAnswer(event, `key ${i}`, now);
  assert.deepEqual(sharedAnswer(event, "key 0", now), { data: { n: 1 } });
  assert.deepEqual(sharedAnswer(event, "key 39", now), { data: { n: 41 } });
});
