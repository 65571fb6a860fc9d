import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { freshHome } from "../tests/support.ts";
import { openLedger } from "./ledger.ts";
import type { Ledger } from "./ledger.ts";

function pay(ledger: Ledger, root: string, inputHash: string): void {
  const record = ledger.begin("conversations.append");
  ledger.update(record, {
    root,
    inputHash,
    paid: true,
    ran: "full",
    finishedAt: "2026-01-01T00:00:00Z",
  });
}

test("the same inputs in one line of restarts count as paid twice, also after a process restart and a compaction", (t) => {
  const path = join(freshHome(t), "ledger.jsonl");
  const first = openLedger(path);
  pay(first, "c1", "h1");
  pay(first, "c2", "h1");
  for (let i = 0; i < 700; i++) pay(first, "c3", `h${i}`);
  assert.equal(first.counts().paidTwice, 0);
  first.close();
  for (const expected of [1, 2]) {
    const next = openLedger(path);
    pay(next, "c1", "h1");
    assert.deepEqual([next.counts().paidTwice, next.counts().modelRuns], [
      expected,
      702 + expected,
    ]);
    next.close();
  }
});

test("a reader gets each change once, in order", async (t) => {
  const ledger = openLedger(join(freshHome(t), "ledger.jsonl"));
  t.after(() => ledger.close());
  const a = ledger.begin("agents.list");
  const b = ledger.begin("agents.get");
  const seen = ledger.since(0).at(-1)?.seq ?? 0;
  const change = ledger.changed();
  ledger.update(a, { finishedAt: "2026-01-01T00:00:00Z" });
  await change;
  assert.deepEqual(ledger.since(seen).map((record) => record.id), [a.id]);
  assert.deepEqual(ledger.since(0).map((record) => record.id), [b.id, a.id]);
});
