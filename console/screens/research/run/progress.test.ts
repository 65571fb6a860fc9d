import assert from "node:assert/strict";
import { test } from "node:test";
import type { ConversationTurn, ToolCallEntry } from "@tramontane/client/store";
import { progressOf } from "./progress.ts";

const call = (over: Partial<ToolCallEntry>) =>
  ({
    type: "tool-call",
    name: "get_price",
    status: "RUNNING",
    retryAt: null,
    note: null,
    attempts: 1,
    ...over,
  }) as ToolCallEntry;
const turn = (entries: ToolCallEntry[], retry: ConversationTurn["retry"] = null) =>
  ({ entries, retry }) as unknown as ConversationTurn;

const at = "2026-11-29T12:00:04Z";

test("a wait for the next attempt is said before what else runs", () => {
  const retry = { attempt: 2, retryAt: at, failure: null };
  assert.deepEqual(progressOf(turn([call({})], retry)), {
    ...{ doing: "Model call, attempt 3", retryAt: at },
  });
  const waiting = call({ name: "get_news", status: "WAITING", retryAt: at });
  assert.deepEqual(progressOf(turn([call({}), waiting])), {
    doing: "get_news, attempt 2",
    retryAt: at,
  });
});

test("calls that run are named with their note, those that ended are counted", () => {
  const ended = call({ status: "COMPLETED" });
  const doing = (...entries: ToolCallEntry[]) => progressOf(turn(entries))?.doing;
  assert.equal(doing(ended, call({ note: "3 of 5" }), call({})), "get_price and 1 more: 3 of 5");
  assert.equal(doing(call({ attempts: 3 })), "get_price, attempt 3");
  assert.equal(doing(ended), "1 tool call so far");
  assert.equal(doing(ended, ended), "2 tool calls so far");
  assert.equal(doing(), "Thinking");
  assert.equal(progressOf(undefined), null);
});
