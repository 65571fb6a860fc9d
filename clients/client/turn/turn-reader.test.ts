import assert from "node:assert/strict";
import { test } from "node:test";
import type { TurnEvent, TurnPart } from "./parts.ts";
import { recording, recordings } from "./testing/recordings.ts";
import { partsOf, shown, typesOf } from "./testing/shown.ts";
import { TurnReader } from "./turn-reader.ts";

for (const name of recordings) {
  test(`${name}: a reader shows the same from the start, from the middle and after the end`, () => {
    const { turnId, live, joined, replayed } = recording(name);
    const first = shown(partsOf(turnId, live));
    assert.ok(Object.keys(first.texts).length > 0);
    assert.deepEqual(shown(partsOf(turnId, joined)), first);
    assert.deepEqual(shown(partsOf(turnId, replayed)), first);
  });

  test(`${name}: each text that is shown to the end is the text of its entry`, () => {
    const { turnId, live } = recording(name);
    const parts = partsOf(turnId, live);
    const ended = parts.filter((part) => part.type === "text-end");
    assert.ok(ended.length > 0);
    for (const { entryId, part, kind, text } of ended) {
      assert.equal(shown(parts).texts[`${entryId}/${part} ${kind}`], text);
    }
  });
}

test("a turn with tools: calls begin, get their arguments, return, then the answer follows", () => {
  const { turnId, live } = recording("tools");
  const types = typesOf(partsOf(turnId, live));
  const first = (type: TurnPart["type"]) => types.indexOf(type);
  assert.deepEqual(types.slice(0, 4), ["turn", "user-message", "turn", "model-call"]);
  const order = ["tool-start", "arguments-delta", "tool-input", "tool-output"] as const;
  assert.deepEqual(order.map(first), order.map(first).toSorted((a, b) => a - b));
  assert.ok(first("tool-output") < first("message-start"));
  assert.deepEqual(types.slice(-4), ["text-end", "message-end", "model-call", "turn"]);
});

test("the text of a killed worker is taken back, and the second attempt has an entry of its own", () => {
  const { turnId, live, replayed } = recording("killed");
  const parts = partsOf(turnId, live);
  const begun = parts.filter((part) => part.type === "message-start").map((p) => p.entryId);
  const discarded = parts.filter((part) => part.type === "discarded").map((p) => p.entryId);
  assert.equal(begun.length, 2);
  assert.deepEqual(discarded, begun.slice(0, 1));
  assert.deepEqual(parts.flatMap((p) => p.type === "model-call" ? [[p.status, p.attempt]] : []), [
    ["RUNNING", 1],
    ["RUNNING", 2],
    ["COMPLETED", 2],
  ]);
  assert.ok(
    !partsOf(turnId, replayed).some((part) =>
      part.type === "text-delta" &&
      part.entryId === begun[0]
    ),
  );
});

test("an approval with other arguments: the proposed ones, the verdict, then those that are executed", () => {
  const { turnId, live } = recording("edited");
  const parts = partsOf(turnId, live);
  const inputs = parts.flatMap((part) => part.type === "tool-input" ? [part.arguments] : []);
  assert.deepEqual(inputs, [{ symbol: "TSLA" }, { symbol: "MSFT" }]);
  const verdicts = parts.flatMap((part) => part.type === "approval" ? [part.verdict] : []);
  assert.deepEqual(verdicts, ["PENDING", "APPROVED"]);
  const last = parts.findLastIndex((part) => part.type === "tool-input");
  assert.ok(parts.findLastIndex((part) => part.type === "approval") < last);
});

test("a late reader of an approval gets its verdict at once, in the link of the event", () => {
  const { turnId, replayed } = recording("edited");
  const [pending] = partsOf(turnId, replayed).filter((part) => part.type === "approval");
  assert.deepEqual([pending?.verdict, pending?.approval?.verdict], ["PENDING", "APPROVED"]);
});

test("a rejected call fails with the reason", () => {
  const { turnId, live } = recording("rejected");
  const failed = partsOf(turnId, live).find((part) => part.type === "tool-error");
  assert.match(failed?.call.result ?? "", /not that one/);
});

test("a turn behind another has no part of it", () => {
  const { turnId, live } = recording("queued");
  const parts = partsOf(turnId, live);
  const turns = parts.flatMap((part) => part.type === "turn" ? [[part.turnId, part.status]] : []);
  assert.deepEqual(turns, [[turnId, "QUEUED"], [turnId, "RUNNING"], [turnId, "COMPLETED"]]);
  const messages = parts.filter((part) => part.type === "user-message");
  assert.deepEqual(messages.map(({ message }) => message.content), [
    [{ __typename: "TextContent", text: "What does AAPL cost?" }],
  ]);
  assert.equal(parts.filter((part) => part.type === "message-start").length, 1);
});

test("a cancelled turn keeps its text so far and says that it is incomplete", () => {
  const { turnId, live } = recording("cancelled");
  const parts = partsOf(turnId, live);
  const [end] = parts.filter((part) => part.type === "message-end");
  assert.equal(end?.status, "CANCELLED");
  const last = parts.at(-1);
  assert.deepEqual(last?.type === "turn" && last.status, "CANCELLED");
});

test("reasoning and text are parts of their own, also where their pieces alternate", () => {
  const { turnId, live } = recording("thinking");
  const kinds = partsOf(turnId, live).flatMap((p) => p.type === "text-start" ? [p.kind] : []);
  assert.deepEqual(kinds, ["THINKING", "TEXT"]);
});

test("no part follows the end of the turn", () => {
  const { turnId, live } = recording("thinking");
  const reader = new TurnReader(turnId);
  for (const event of live) reader.apply(event);
  assert.ok(reader.isOver);
  assert.deepEqual(live.flatMap((event) => reader.apply(event)), []);
});

test("an entry whose link was unreadable is queried, with the status of its event", () => {
  const { turnId, live } = recording("thinking");
  const reader = new TurnReader(turnId);
  const parts: TurnPart[] = [];
  for (const event of live) {
    const isEnd = event.__typename === "EntryChanged" && event.entry?.__typename === "Message" &&
      event.entry.role === "AGENT" && event.status === "COMPLETED";
    if (!isEnd) {
      parts.push(...reader.apply(event));
      continue;
    }
    const unread = reader.apply({ ...event, entry: null });
    assert.deepEqual(unread, [{ type: "unread", nodeId: event.entryId, of: "entry" }]);
    parts.push(...reader.read(event.entry));
  }
  assert.deepEqual(parts, partsOf(turnId, live));
});

test("an empty part of a message is not shown, whether or not a delta announced it", () => {
  const reader = new TurnReader("t");
  const at = { cursor: "c", fromSeq: 1, seq: 1 };
  const entry = (status: string, texts: string[]) =>
    ({
      ...{ ...at, __typename: "EntryChanged", entryId: "m", status },
      entry: {
        ...{ __typename: "Message", id: "m", status, turn: { id: "t" }, role: "AGENT" },
        ...{
          idempotencyKey: null,
          content: texts.map((text) => ({ __typename: "TextContent", text })),
        },
      },
    }) as unknown as TurnEvent;
  reader.apply(entry("RUNNING", []));
  const ended = reader.apply(entry("COMPLETED", ["", "b"]));
  assert.deepEqual(ended.flatMap((p) => p.type === "text-end" ? [[p.part, p.text]] : []), [[
    1,
    "b",
  ]]);
});

test("a text that ends shorter than it was shown, or differs, is taken back and shown again", () => {
  for (const final of ["ab", "xy"]) {
    const reader = new TurnReader("t");
    const at = { cursor: "c", fromSeq: 1, seq: 1 };
    const entry = (status: string, content: unknown[]) =>
      ({
        ...{ ...at, __typename: "EntryChanged", entryId: "m", status },
        entry: {
          ...{ __typename: "Message", id: "m", status, turn: { id: "t" }, role: "AGENT" },
          ...{ idempotencyKey: null, content },
        },
      }) as unknown as TurnEvent;
    const delta = {
      ...{ ...at, __typename: "TextDelta", nodeId: "m", part: 0, kind: "TEXT" },
      ...{ offset: 0, text: "abc" },
    } as TurnEvent;
    const parts = [
      entry("RUNNING", []),
      delta,
      entry("CANCELLED", [{ __typename: "TextContent", text: final }]),
    ].flatMap((event) => reader.apply(event));
    assert.deepEqual(shown(parts).texts, { "m/0 TEXT": final });
  }
});
