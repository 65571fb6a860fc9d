import assert from "node:assert/strict";
import { test } from "node:test";
import { deploymentChain } from "../../protocol/audit/audit-event.ts";
import { auditHash } from "./audit-hash.ts";
import type { AuditRow, ChainHead } from "./read-chain.ts";
import { verifyChain } from "./verify-chain.ts";

function chain(length: number): AuditRow[] {
  const rows: AuditRow[] = [];
  for (let seq = 1; seq <= length; seq++) {
    const row = {
      seq,
      at: `2026-11-29T08:00:0${seq}.000000Z`,
      previousHash: rows.at(-1)?.hash ?? "",
      event: {
        tenant: deploymentChain,
        actor: { kind: "SYSTEM", name: "tramontane" } as const,
        credential: null,
        address: null,
        action: "configuration.loaded" as const,
        resource: null,
        outcome: "DONE" as const,
        reason: null,
        requestId: null,
        traceId: null,
        details: { number: seq },
      },
    };
    rows.push({ ...row, hash: auditHash(row) });
  }
  return rows;
}

const headOf = (rows: AuditRow[], over: Partial<ChainHead> = {}): ChainHead => ({
  tenant: deploymentChain,
  seq: rows.at(-1)?.seq ?? 0,
  hash: rows.at(-1)?.hash ?? "",
  erasedSeq: 0,
  erasedHash: "",
  ...over,
});

const verify = (rows: AuditRow[], head: ChainHead) =>
  verifyChain(
    head,
    (async function* () {
      yield* rows;
    })(),
  );

const whole = chain(5);
const head = headOf(whole);
const [first, second, third, fourth, fifth] = whole as [
  AuditRow,
  AuditRow,
  AuditRow,
  AuditRow,
  AuditRow,
];

test("a whole chain is sound, and so is an empty one", async () => {
  assert.equal(await verify(whole, head), null);
  assert.equal(await verify([], headOf([])), null);
});

test("the first deleted event is named, also at the beginning and at the end", async () => {
  assert.deepEqual(await verify([first, second, fourth, fifth], head), {
    seq: 3,
    fault: "MISSING",
  });
  assert.deepEqual(await verify(whole.slice(1), head), { seq: 1, fault: "MISSING" });
  assert.deepEqual(await verify(whole.slice(0, 3), head), { seq: 4, fault: "MISSING" });
  assert.deepEqual(await verify([], head), { seq: 1, fault: "MISSING" });
});

test("an event with changed content is named; so is the next one if its hash was made to fit", async () => {
  const event = { ...third.event, details: { number: 33 } };
  const changed = { ...third, event };
  assert.deepEqual(await verify([first, second, changed, fourth, fifth], head), {
    seq: 3,
    fault: "CHANGED",
  });
  const fitting = { ...changed, hash: auditHash(changed) };
  assert.deepEqual(await verify([first, second, fitting, fourth, fifth], head), {
    seq: 4,
    fault: "MISPLACED",
  });
});

test("exchanged events, and events moved to other numbers, are named", async () => {
  const exchanged = [first, { ...third, seq: 2 }, { ...second, seq: 3 }, fourth, fifth];
  assert.deepEqual(await verify(exchanged, head), { seq: 2, fault: "MISPLACED" });
  const closedUp = [first, second, { ...fourth, seq: 3 }, { ...fifth, seq: 4 }];
  assert.deepEqual(await verify(closedUp, head), { seq: 3, fault: "MISPLACED" });
});

test("a rewritten chain does not end in the head, and added events are beyond it", async () => {
  const { hash } = fifth;
  const other = chain(5).map((row) => ({
    ...row,
    event: { ...row.event, reason: "other" },
  }));
  let previousHash = "";
  for (const row of other) {
    row.previousHash = previousHash;
    row.hash = previousHash = auditHash(row);
  }
  assert.notEqual(previousHash, hash);
  assert.deepEqual(await verify(other, head), { seq: 5, fault: "HEAD_CHANGED" });
  assert.deepEqual(await verify(chain(6), head), { seq: 6, fault: "ADDED" });
});

test("after an erasure the chain continues from the last erased event", async () => {
  const rows = whole.slice(3);
  const erased = { ...head, erasedSeq: 3, erasedHash: third.hash };
  assert.equal(await verify(rows, erased), null);
  assert.deepEqual(await verify(rows, { ...erased, erasedHash: second.hash }), {
    seq: 4,
    fault: "MISPLACED",
  });
});
