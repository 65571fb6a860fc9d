import assert from "node:assert/strict";
import { test } from "node:test";
import { credentialForm, maxRows, RefusalCounts } from "./refused-sign-ins.ts";

test("the form of a token shows its kind", () => {
  assert.equal(credentialForm(null), "NONE");
  assert.equal(credentialForm("tmk_1_2_3"), "API_KEY");
  assert.equal(credentialForm("e30.e30."), "JWT");
  assert.equal(credentialForm("e30.e30.c2ln"), "JWT");
  assert.equal(credentialForm("hunter2"), "UNKNOWN");
});

test("refusals are counted by kind, address and reason, and begin again once they are taken", () => {
  const counts = new RefusalCounts();
  const one = { kind: "JWT", address: "192.0.2.1", reason: "expired" } as const;
  for (let n = 0; n < 3; n++) counts.add(one);
  counts.add({ ...one, reason: "revoked" });
  assert.deepEqual(counts.take(), [{ ...one, count: 3 }, { ...one, reason: "revoked", count: 1 }]);
  assert.deepEqual(counts.take(), []);
});

test("refusals from many addresses are counted together, so that they cannot fill the audit", () => {
  const counts = new RefusalCounts();
  for (let n = 0; n < 10_000; n++) {
    counts.add({ kind: "NONE", address: `192.0.2.${n}`, reason: "missing" });
  }
  const rows = counts.take();
  assert.equal(rows.length, maxRows + 1);
  assert.equal(rows.reduce((sum, { count }) => sum + count, 0), 10_000);
  assert.deepEqual(rows.at(-1), {
    kind: "NONE",
    address: null,
    reason: "missing",
    count: 10_000 - maxRows,
  });
});
