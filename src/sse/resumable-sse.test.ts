import assert from "node:assert/strict";
import { test } from "node:test";
import { eventStream } from "./resumable-sse.ts";
import { helloFrame } from "../../protocol/net/event-stream.ts";

test("each result with data has the cursor of its source; one without data has none", async () => {
  let cursor = "";
  async function* answers() {
    cursor = "c1";
    yield { data: { n: 1 } };
    cursor = "c2";
    yield { data: { n: 2 } };
    yield { errors: [{ message: "no" }] };
  }
  const text = await new Response(eventStream(answers(), () => cursor)).text();
  assert.match(text, /^retry: \d+\n\n/);
  assert.equal(
    text.slice(text.indexOf("\n\n") + 2),
    [
      'id: c1\nevent: next\ndata: {"data":{"n":1}}\n\n',
      'id: c2\nevent: next\ndata: {"data":{"n":2}}\n\n',
      'event: next\ndata: {"errors":[{"message":"no"}]}\n\n',
      "event: complete\ndata:\n\n",
    ].join(""),
  );
});

test("a source is read as fast as its reader, and ends when the reader disconnects", async () => {
  let asked = 0;
  let left = false;
  const answers = {
    [Symbol.asyncIterator]: () => ({
      next: () => Promise.resolve({ done: false as const, value: { data: { n: ++asked } } }),
      return: () => {
        left = true;
        return Promise.resolve({ done: true as const, value: undefined });
      },
    }),
  };
  const reader = eventStream(answers, () => null).getReader();
  for (let i = 0; i < 3; i++) await reader.read();
  assert.ok(asked <= 4, `asked ${asked} times`);
  await reader.cancel();
  assert.equal(left, true);
});

test("`complete` means the end; a stream that can be resumed ends without it", async () => {
  async function* answers() {
    yield { data: { n: 1 } };
    yield { errors: [{ message: "later", extensions: { retryable: true } }] };
  }
  const text = await new Response(eventStream(answers(), () => null)).text();
  assert.match(text, /"later"/);
  assert.doesNotMatch(text, /complete/);
});

test("an EventSource reconnects after a random wait", () => {
  assert.equal(helloFrame(() => 0), "retry: 250\n\n");
  assert.equal(helloFrame(() => 1), "retry: 1250\n\n");
});
