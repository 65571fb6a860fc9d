import assert from "node:assert/strict";
import { test } from "node:test";
import { MessageParts } from "./message-parts.ts";

test("a long text in many pieces is read in linear time", () => {
  const parts = new MessageParts("message_1");
  const [pieces, text] = [40_000, "piece "];
  const started = performance.now();
  let read = "";
  for (let i = 0; i < pieces; i++) {
    const delta = {
      ...{ __typename: "TextDelta" as const, cursor: "c", fromSeq: 2, seq: 1 },
      ...{
        nodeId: "message_1",
        part: 0,
        kind: "TEXT" as const,
        offset: i * text.length,
        text,
      },
    };
    for (const part of parts.delta(delta)) {
      if (part.type === "text-delta") read += part.text;
    }
  }
  // Comparing with all of the text at each piece took 18 s.
  assert.ok(performance.now() - started < 1_000);
  assert.equal(read, text.repeat(pieces));
});
