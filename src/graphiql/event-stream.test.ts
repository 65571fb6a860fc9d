import assert from "node:assert/strict";
import { test } from "node:test";
import { eventsIn } from "./event-stream.ts";

test("complete events are read, comments are not events, and the rest waits for more text", () => {
  const text =
    ': hello\n\nevent: next\nid: c1\ndata: {"a":1}\n\nevent: complete\ndata:\n\nevent: nex';
  assert.deepEqual(eventsIn(text), {
    events: [
      { type: "next", data: '{"a":1}', id: "c1" },
      { type: "complete", data: "", id: null },
    ],
    rest: "event: nex",
  });
  assert.deepEqual(eventsIn(""), { events: [], rest: "" });
});
