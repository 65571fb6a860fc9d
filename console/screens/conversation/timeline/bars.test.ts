import assert from "node:assert/strict";
import { test } from "node:test";
import type { ConsoleEvent } from "../events/event-log.ts";
import { lanesOf } from "./bars.ts";

let seq = 0;
const base = (second: number) => {
  seq += 1;
  const at = new Date(second * 1_000).toISOString();
  return { cursor: `c${seq}`, fromSeq: seq, seq, at };
};
const turn = (second: number, status: "QUEUED" | "RUNNING" | "WAITING" | "COMPLETED") => ({
  __typename: "TurnChanged" as const,
  ...base(second),
  turnId: "t",
  status,
  turn: { number: 1, failure: null },
});
const step = (
  second: number,
  status: "RUNNING" | "WAITING" | "COMPLETED" | "FAILED" | "CANCELLED",
  attempt: number,
  rest: { retryAt?: string; failure?: string; note?: string } = {},
): ConsoleEvent => ({
  __typename: "StepChanged",
  ...base(second),
  stepId: "s",
  status,
  attempt,
  retryAt: rest.retryAt ?? null,
  note: rest.note ?? null,
  failure: rest.failure ? { code: "UNAVAILABLE", message: rest.failure, traceId: "f00" } : null,
  step: { __typename: "ToolCall", turn: { id: "t", number: 1 }, name: "buy", server: "orders" },
});
const shown = (events: ConsoleEvent[]) =>
  lanesOf(events).map(({ title, bars }) => [
    title,
    ...bars.map(({ kind, from, to }) => `${kind} ${from / 1_000}-${to === null ? "" : to / 1_000}`),
  ]);

test("an attempt that fails ends as failed, the wait for the next one follows, then the next one", () => {
  const events = [
    step(1, "RUNNING", 1),
    step(3, "WAITING", 1, { retryAt: new Date(8_000).toISOString(), failure: "no answer" }),
    step(8, "RUNNING", 2),
    step(9, "COMPLETED", 2),
  ];
  assert.deepEqual(shown(events), [["buy", "failed 1-3", "retry 3-8", "done 8-9"]]);
  const failed = lanesOf(events)[0]?.bars[0];
  assert.deepEqual([failed?.failure, failed?.traceId, failed?.attempt], ["no answer", "f00", 1]);
});

test("a wait for an approval is no attempt, and a turn waits with it", () => {
  const events = [
    turn(0, "QUEUED"),
    turn(1, "RUNNING"),
    step(2, "WAITING", 0),
    turn(2, "WAITING"),
    turn(60, "RUNNING"),
    step(60, "RUNNING", 1),
    step(61, "COMPLETED", 1),
    turn(62, "COMPLETED"),
  ];
  assert.deepEqual(shown(events), [
    ["Turn 1", "queued 0-1", "done 1-2", "approval 2-60", "done 60-62"],
    ["buy", "approval 2-60", "done 60-61"],
  ]);
});

test("progress of an attempt is the same bar, and a bar that lasts has no end", () => {
  const events = [step(1, "RUNNING", 1), step(2, "RUNNING", 1, { note: "half" })];
  assert.deepEqual(shown(events), [["buy", "running 1-"]]);
});

test("a step that ends without an attempt, such as a refused call, is a point", () => {
  assert.deepEqual(shown([step(4, "FAILED", 0, { failure: "rejected" })]), [
    ["buy", "failed 4-4"],
  ]);
});

test("the steps of a turn come after it, also where the next turn was waiting before them", () => {
  const second = { ...turn(2, "QUEUED"), turnId: "t2", turn: { number: 2, failure: null } };
  const events = [turn(1, "RUNNING"), second, step(3, "RUNNING", 1)];
  assert.deepEqual(lanesOf(events).map(({ title }) => title), ["Turn 1", "buy", "Turn 2"]);
});
