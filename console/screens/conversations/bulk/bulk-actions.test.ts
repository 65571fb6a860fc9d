import assert from "node:assert/strict";
import { test } from "node:test";
import type { Source } from "@tramontane/client";
import { cancelTurns, labelsAfter } from "./bulk-actions.ts";

test("labels are added and removed once, and the others stay in their order", () => {
  const change = { add: ["c", "a"], remove: ["b", "x"] };
  assert.deepEqual(labelsAfter(["a", "b", "d"], change), ["a", "d", "c"]);
  assert.deepEqual(labelsAfter([], { add: [], remove: ["a"] }), []);
});

/** An API whose conversation has these turns; what it was asked to cancel. */
function apiWith(turns: readonly { id: string; status: string }[]) {
  const asked: { turnId: string; idempotencyKey: string }[] = [];
  const request = (_: unknown, { input }: { input?: typeof asked[number] }) => {
    if (input) asked.push(input);
    const result = { __typename: "CancelTurnPayload", replayed: false, turn: null };
    return Promise.resolve(input ? { result } : { conversation: { turns: { nodes: turns } } });
  };
  return { asked, source: { request } as unknown as Source };
}

test("open turns are cancelled, queued ones first, and again with the same keys", async () => {
  const statuses = ["COMPLETED", "RUNNING", "QUEUED", "QUEUED"];
  const { asked, source } = apiWith(statuses.map((status, n) => ({ id: `t${n}`, status })));
  const cancel = cancelTurns(source, "job");
  assert.deepEqual(await cancel("c"), { kind: "done" });
  assert.deepEqual(asked.map(({ turnId }) => turnId), ["t3", "t2", "t1"]);
  await cancel("c");
  assert.equal(new Set(asked.map(({ idempotencyKey }) => idempotencyKey)).size, 3);
});

test("a conversation without an open turn is left as it is", async () => {
  const { asked, source } = apiWith([{ id: "t", status: "FAILED" }]);
  assert.deepEqual(await cancelTurns(source, "job")("c"), { kind: "skipped" });
  assert.deepEqual(asked, []);
});
