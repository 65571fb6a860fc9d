import assert from "node:assert/strict";
import { test } from "node:test";
import { quotaIssues, toSetTenantQuota } from "./quota-input.ts";

const given = { idempotencyKey: "k", reset: false };

test("a limit that is left out stays, null is unlimited, money is in billionths", () => {
  const input = { ...given, turnsInFlight: 3, pointsPerDay: null };
  assert.deepEqual(toSetTenantQuota({ ...input, costPerDay: { amount: "0.5", currency: "USD" } }), {
    ...given,
    limits: { turnsInFlight: 3, pointsPerDay: null, costPerDay: 5e8 },
  });
  assert.deepEqual(toSetTenantQuota({ ...given, costPerMonth: null }).limits, {
    costPerMonth: null,
  });
});

test("limits below 1 and money in another currency are faults, each at its field", () => {
  const issues = quotaIssues({
    ...given,
    turnsInFlight: 0,
    principalSockets: -1,
    costPerDay: { amount: "0", currency: "USD" },
    costPerMonth: { amount: "5", currency: "EUR" },
  });
  assert.deepEqual(issues.map(({ path }) => path), [
    ["turnsInFlight"],
    ["principalSockets"],
    ["costPerDay", "amount"],
    ["costPerMonth", "currency"],
  ]);
  assert.deepEqual(quotaIssues({ ...given, turnsInFlight: null, costPerDay: null }), []);
});
