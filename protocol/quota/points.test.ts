import assert from "node:assert/strict";
import { test } from "node:test";
import {
  accountsOf,
  type AccountState,
  msUntil,
  type PointAccount,
  rateLimitOf,
  remainingOf,
  wanted,
} from "./points.ts";
import { unlimited } from "./tenant-limits.ts";

const account = (over: Partial<PointAccount> = {}): PointAccount => ({
  ...{ kind: "tenant", name: "", span: "minute", limit: 600 },
  ...over,
});
const state = (over: Partial<AccountState> = {}): AccountState => ({
  ...{ account: account(), left: 0, room: 600, ageMs: 0 },
  ...over,
});

test("a request is paid from each limit that is set, without an address not from that", () => {
  assert.deepEqual(accountsOf(unlimited, "ada", "192.0.2.1"), []);
  const limits = {
    ...unlimited,
    pointsPerDay: 7,
    principalPointsPerMinute: 5,
    addressPointsPerDay: 3,
  };
  assert.deepEqual(accountsOf(limits, "ada", "192.0.2.1"), [
    { kind: "tenant", name: "", span: "day", limit: 7 },
    { kind: "principal", name: "ada", span: "minute", limit: 5 },
    { kind: "address", name: "192.0.2.1", span: "day", limit: 3 },
  ]);
  assert.equal(accountsOf(limits, "ada", null).length, 2);
});

test("an empty account gets its limit back in one span, and never more", () => {
  assert.equal(remainingOf(state({ room: 0, ageMs: 0 })), 0);
  assert.equal(remainingOf(state({ room: 0, ageMs: 30_000 })), 300);
  assert.equal(remainingOf(state({ room: 0, ageMs: 300_000 })), 600);
  assert.equal(remainingOf(state({ left: 40, room: 100 })), 140);
  assert.equal(remainingOf(state({ left: -40, room: 0 })), 0);
});

test("the time until enough points are there is at least a second", () => {
  assert.equal(msUntil(state({ room: 0 }), 100), 10_000);
  assert.equal(msUntil(state({ room: 99 }), 100), 1_000);
  assert.equal(
    msUntil(state({ room: 0, account: account({ span: "day", limit: 864 }) }), 1),
    100_000,
  );
});

test("an admitted caller sees the tightest account, a refused one that which needs longest", () => {
  const wide = state({ account: account({ limit: 6_000 }), room: 5_000 });
  const tight = state({ room: 60 });
  const admitted = rateLimitOf([wide, tight], 10, true, 0)!;
  assert.deepEqual([admitted.cost, admitted.remaining, admitted.retryAfterMs], [10, 60, null]);
  assert.equal(admitted.resetAt.getTime(), 54_000);
  const refused = rateLimitOf([wide, tight], 160, false, 0)!;
  assert.deepEqual([refused.remaining, refused.retryAfterMs], [60, 10_000]);
  assert.equal(rateLimitOf([], 1, true, 0), null);
});

test("what was used lately is reserved in advance, up to a twentieth of the limit", () => {
  assert.equal(wanted(100, 0, 6_000), 100);
  assert.equal(wanted(100, 50, 6_000), 150);
  assert.equal(wanted(100, 5_000, 6_000), 400);
});
