import assert from "node:assert/strict";
import { test } from "node:test";
import { decideFiring, type FiringState } from "./decide-firing.ts";

const state: FiringState = {
  ...{ cause: "TIME", overlap: "SKIP", hasWaited: false, openSince: null },
  ...{ isOtherWaiting: false, lateMs: 0, catchUpMs: 600_000 },
};
const open = new Date("2026-03-09T11:00:00Z");
const decide = (over: Partial<FiringState>) => decideFiring({ ...state, ...over });
const outcome = (over: Partial<FiringState>) => decide(over).outcome;

test("a firing starts where nothing goes on, whatever the policy", () => {
  for (const overlap of ["SKIP", "BUFFER_ONE", "CANCEL_OTHER", "ALLOW"] as const) {
    assert.deepEqual(decide({ overlap }), { outcome: "STARTED", cancelOther: false });
  }
});

test("while one goes on each policy decides", () => {
  assert.equal(outcome({ openSince: open }), "SKIPPED_OVERLAP");
  assert.equal(outcome({ openSince: open, overlap: "BUFFER_ONE" }), "WAITING");
  const second = { openSince: open, overlap: "BUFFER_ONE", isOtherWaiting: true } as const;
  assert.equal(outcome(second), "SKIPPED_OVERLAP");
  assert.equal(outcome({ ...second, hasWaited: true }), "WAITING", "the one that waits, waits on");
  assert.deepEqual(decide({ openSince: open, overlap: "ALLOW" }), {
    ...{ outcome: "STARTED", cancelOther: false },
  });
  assert.deepEqual(decide({ openSince: open, overlap: "CANCEL_OTHER" }), {
    ...{ outcome: "STARTED", cancelOther: true },
  });
});

test("a reason names the firing that goes on", () => {
  const decision = decide({ openSince: open });
  assert.match("reason" in decision ? decision.reason : "", /2026-03-09T11:00:00Z/);
});

test("only a firing whose time came can be too late", () => {
  const late = { lateMs: 600_001 };
  assert.equal(outcome(late), "MISSED");
  assert.equal(outcome({ lateMs: 600_000 }), "STARTED");
  assert.equal(outcome({ ...late, cause: "BACKFILL", hasWaited: true }), "STARTED");
  assert.equal(outcome({ ...late, hasWaited: true }), "STARTED");
});

test("firings of a backfill take turns, whatever the policy", () => {
  for (const overlap of ["SKIP", "BUFFER_ONE", "CANCEL_OTHER", "ALLOW"] as const) {
    const backfill = { openSince: open, cause: "BACKFILL", hasWaited: true, overlap } as const;
    assert.equal(outcome(backfill), "WAITING", overlap);
  }
});
