import assert from "node:assert/strict";
import { test } from "node:test";
import type { LiveApproval } from "../card/card-approval.ts";
import { callGroups } from "./call-groups.ts";
import { nextItems } from "./inbox-items.ts";
import { asideUntil, without } from "./put-aside.ts";

const approval = (id: string, minute: number, name = "trade"): LiveApproval => ({
  ...{ id, verdict: "PENDING", argumentsHash: id, proposedArguments: {}, reason: null },
  expiresAt: `2026-11-29T12:${String(minute).padStart(2, "0")}:00Z`,
  ...{ approveOnTimeout: false, decidedAt: null, toolCall: { server: "s", name } },
});
const [a, b, c] = [approval("a", 1), approval("b", 2), approval("c", 3)];
const shown = (items: ReturnType<typeof nextItems>) =>
  items.map(({ approval: { id }, leftAt }) => [id, leftAt]);

test("a decided approval keeps its place, then leaves", () => {
  const first = nextItems([], [a, b, c], { now: 0, focusedId: null });
  const decided = nextItems(first, [a, c], { now: 1_000, focusedId: null });
  assert.deepEqual(shown(decided), [["a", null], ["b", 1_000], ["c", null]]);
  assert.equal(nextItems(decided, [a, c], { now: 2_000, focusedId: null }), decided);
  const later = nextItems(decided, [a, c], { now: 30_000, focusedId: null });
  assert.deepEqual(shown(later), [["a", null], ["c", null]]);
});

test("an approval with the focus stays until it loses it", () => {
  const first = nextItems([], [a], { now: 0, focusedId: "a" });
  const decided = nextItems(first, [], { now: 0, focusedId: "a" });
  assert.deepEqual(shown(nextItems(decided, [], { now: 90_000, focusedId: "a" })), [["a", 0]]);
  assert.deepEqual(nextItems(decided, [], { now: 90_000, focusedId: null }), []);
});

test("what expires first is on top, whenever it came", () => {
  const items = nextItems(nextItems([], [b], { now: 0, focusedId: null }), [b, a], {
    ...{ now: 0, focusedId: null },
  });
  assert.deepEqual(items.map((item) => item.approval.id), ["a", "b"]);
});

test("calls of one tool are a group; a single call and a hidden one are none", () => {
  const hidden = { ...approval("h", 1), toolCall: null };
  const groups = callGroups([a, approval("d", 1, "other"), b, hidden, hidden]);
  assert.deepEqual(groups, [{ tool: "s.trade", approvals: [a, b] }]);
});

test("what is put aside comes back in time to decide", () => {
  const now = Date.parse("2026-11-29T11:00:00Z");
  assert.equal(asideUntil("2026-11-29T12:00:00Z", now), now + 15 * 60_000);
  assert.equal(asideUntil("2026-11-29T11:10:00Z", now), now + 5 * 60_000);
  assert.equal(asideUntil("2026-11-29T11:04:00Z", now), null);
});

test("an entry is taken out by its value or its key", () => {
  const map = new Map([["a", 1], ["b", 2]]);
  assert.deepEqual([...without(map, (value) => value <= 1)], [["b", 2]]);
  assert.deepEqual([...without(map, (_, key) => key === "b")], [["a", 1]]);
});
