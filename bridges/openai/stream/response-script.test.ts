import assert from "node:assert/strict";
import { test } from "node:test";
import { recording, recordings } from "../../../clients/client/turn/testing/recordings.ts";
import { numbers, readStream } from "./testing/read-stream.ts";

const whole = recordings.filter((name) => name !== "killed");
const partsOf = (name: string) => ["edited", "rejected"].includes(name) ? [0, 1] : [0];
const dense = (length: number) => Array.from({ length }, (_, i) => i);
const typesOf = (name: (typeof recordings)[number], part = 0) =>
  readStream(recording(name).turnId, recording(name).live, { part }).output.map(({ type }) => type);

for (const [name, part] of whole.flatMap((one) => partsOf(one).map((n) => [one, n] as const))) {
  test(`${name}, response ${part}: each reader gets the same events, numbered without gaps`, () => {
    const { turnId, live, joined, replayed } = recording(name);
    const first = readStream(turnId, live, { part });
    assert.ok(first.status);
    assert.deepEqual(numbers(first.events), dense(first.events.length));
    assert.deepEqual(readStream(turnId, joined, { part }), first);
    assert.deepEqual(readStream(turnId, replayed, { part }), first);
  });

  test(`${name}, response ${part}: after any number exactly the rest follows, live and replayed`, () => {
    const { turnId, live, replayed } = recording(name);
    const { events } = readStream(turnId, live, { part });
    for (const [i, { sequence_number: after }] of events.entries()) {
      const rest = events.slice(i + 1);
      assert.deepEqual(readStream(turnId, replayed, { part, after }).events, rest);
      assert.deepEqual(readStream(turnId, live, { part, after }).events, rest);
    }
  });
}

test("a request for an approval ends a response, what follows the decision is the next one", () => {
  assert.deepEqual(typesOf("edited"), ["mcp_approval_request"]);
  assert.deepEqual(typesOf("edited", 1), ["mcp_call", "message"]);
  const { turnId, live } = recording("edited");
  const [request] = readStream(turnId, live).output;
  const [call] = readStream(turnId, live, { part: 1 }).output;
  assert.equal(request?.arguments, '{"symbol":"TSLA"}');
  assert.equal(call?.arguments, '{"symbol":"MSFT"}');
  assert.equal(call?.approval_request_id, request?.id);
});

test("a reader of the whole turn does not stop at the request", () => {
  const { turnId, live } = recording("rejected");
  const { output, status } = readStream(turnId, live, { whole: true });
  assert.equal(status, "completed");
  assert.deepEqual(output.map(({ type }) => type), ["mcp_approval_request", "mcp_call", "message"]);
});

test("thinking is an item of its own, sources are annotations of the one text", () => {
  assert.deepEqual(typesOf("thinking"), ["reasoning", "message"]);
  const { turnId, live } = recording("sources");
  const [message] = readStream(turnId, live).output as unknown as {
    content: { text: string; annotations: { start_index: number; url: string }[] }[];
  }[];
  const { text, annotations } = message?.content[0] ?? { text: "", annotations: [] };
  assert.equal(annotations.length, 2);
  assert.ok(annotations.every(({ url }) => url.startsWith("https://")));
  // Each source is at the end of its sentence.
  assert.ok(annotations.every(({ start_index }) => text[start_index] === "\n"));
});

test("a response that the turn has not come to has no events and no end", () => {
  const { turnId, live } = recording("tools");
  assert.deepEqual(readStream(turnId, live, { part: 1 }), {
    ...{ events: [], output: [], status: undefined },
  });
});
