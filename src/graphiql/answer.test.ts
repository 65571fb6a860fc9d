import assert from "node:assert/strict";
import { test } from "node:test";
import { type AnswerLine, type SeenEvent, showEvent, textOfLine } from "./answer.ts";

const show = (...events: SeenEvent[]) =>
  events.reduce<AnswerLine[]>((lines, event) => showEvent(lines, event), []);
const texts = (lines: AnswerLine[]) => lines.map((line) => [line.who, textOfLine(line)]);
const delta = (offset: number, text: string, more: SeenEvent = {}): SeenEvent => ({
  __typename: "TextDelta",
  nodeId: "e1",
  part: 0,
  kind: "TEXT",
  offset,
  text,
  ...more,
});
const changed = (entryId: string, status: string, entry: SeenEvent["entry"] = null): SeenEvent => ({
  __typename: "EntryChanged",
  entryId,
  status,
  entry,
});

test("text grows at the offsets of its deltas, also when one is repeated", () => {
  assert.deepEqual(texts(show(delta(0, "Hel"), delta(3, "lo"), delta(3, "lo"))), [["", "Hello"]]);
});

test("parts grow separately, and thinking is not shown as the answer", () => {
  const lines = show(
    delta(0, "Let me see", { kind: "THINKING" }),
    delta(0, "One", { part: 1 }),
    delta(0, "Two", { part: 3 }),
    delta(3, "!", { part: 1 }),
  );
  assert.deepEqual(texts(lines), [["", "One!\nTwo"]]);
});

test("a complete entry is shown whole, in its place", () => {
  const lines = show(
    changed("e1", "RUNNING", { role: "AGENT", text: "" }),
    delta(0, "Hel"),
    changed("e2", "COMPLETED", { name: "get_price", arguments: { symbol: "A" }, result: "12 USD" }),
    changed("e1", "COMPLETED", { role: "AGENT", text: "Hello" }),
  );
  assert.deepEqual(texts(lines), [["agent", "Hello"], ["get_price", `{"symbol":"A"}\n12 USD`]]);
});

test("the long result of a tool is cut, an answer is not", () => {
  const long = "x".repeat(5_000);
  const lines = show(
    changed("e1", "COMPLETED", { name: "get_page", result: long }),
    changed("e2", "COMPLETED", { role: "AGENT", text: long }),
  );
  assert.deepEqual(lines.map((line) => textOfLine(line).length), [303, 5_000]);
});

test("discarded entries are removed, cancelled ones are marked, and unknown events change nothing", () => {
  assert.deepEqual(show(delta(0, "Hel"), changed("e1", "DISCARDED")), []);
  const cut = show(delta(0, "Hel"), changed("e1", "CANCELLED", { role: "AGENT", text: "Hel" }));
  assert.deepEqual(texts(cut), [["agent", "Hel\n(cut short)"]]);
  assert.deepEqual(show({ __typename: "SomethingNew", entryId: "e1" }), []);
  assert.deepEqual(texts(show(delta(0, "Hel"), changed("e1", "RUNNING"))), [["", "Hel"]]);
});

const approval = (verdict: string): SeenEvent => ({
  __typename: "ApprovalChanged",
  approvalId: "approval_1",
  verdict,
  approval: {
    argumentsHash: "hash-1",
    proposedArguments: { symbol: "NVDA" },
    expiresAt: "2026-01-01T00:00:00.000Z",
    toolCall: { name: "buy_stock" },
  },
});

test("a waiting tool call shows its tool, that it waits and how to decide, until it is decided", () => {
  const [line] = show(approval("PENDING"));
  assert.equal(line?.who, "buy_stock");
  assert.match(textOfLine(line!), /waits for your approval, until 2026[^ ]*: \{"symbol":"NVDA"\}/);
  assert.match(textOfLine(line!), /run the tab "Approve".*reject/);
  assert.deepEqual(line?.approval, { id: "approval_1", argumentsHash: "hash-1" });
  for (const verdict of ["APPROVED", "REJECTED", "WITHDRAWN"]) {
    assert.deepEqual(show(approval("PENDING"), approval(verdict)), []);
  }
});

test("a failed attempt is shown until the step continues, a failed turn stays", () => {
  const failure = { code: "RATE_LIMITED", message: "Too many requests." };
  const step = { __typename: "StepChanged", stepId: "s1" };
  const waiting = { ...step, status: "WAITING", failure, retryAt: "2026-01-01T00:00:00.000Z" };
  assert.match(texts(show(waiting))[0]![1]!, /^RATE_LIMITED: Too many requests. The next attempt/);
  assert.deepEqual(show(waiting, { ...step, status: "RUNNING", failure: null, retryAt: null }), []);
  const turn = { __typename: "TurnChanged", turnId: "t1", status: "FAILED", turn: { failure } };
  assert.deepEqual(texts(show(turn)), [["turn", "failed with RATE_LIMITED: Too many requests."]]);
});
