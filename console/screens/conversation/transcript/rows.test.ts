import assert from "node:assert/strict";
import { test } from "node:test";
import type { ConversationTurn, MessageEntry } from "@tramontane/client/store";
import { placeOfRow, Rows } from "./rows.ts";

const message = (id: string): MessageEntry => ({
  ...{ type: "message", id, key: id, turnId: "t", turnNumber: 1, status: "COMPLETED" },
  ...{ createdAt: null, role: "AGENT", author: null, delivery: null, fault: null },
});
const turn = (number: number, over: Partial<ConversationTurn> = {}): ConversationTurn => ({
  ...{ key: `t${number}`, id: `t${number}`, number, status: "COMPLETED", failure: null },
  ...{ retry: null, entries: [message(`m${number}`)] },
  ...over,
});
const failure = { code: "INTERNAL", message: "no" } as const;

test("each turn has a head, its entries, and a row for what it waits for or failed with", () => {
  const rows = new Rows().of([turn(1), turn(2, { status: "FAILED", failure })]);
  assert.deepEqual(rows.map(({ kind, key }) => `${kind}: ${key}`), [
    ...["head: head t1", "entry: m1", "head: head t2", "entry: m2", "end: end t2"],
  ]);
});

test("the rows of a turn that did not change are the same objects", () => {
  const made = new Rows();
  const first = turn(1);
  const [before] = made.of([first]);
  const [now] = made.of([first, turn(2)]);
  assert.equal(now, before);
});

test("an address means an entry before a turn, and the last turn with its number", () => {
  const rows = new Rows().of([turn(1), turn(2), turn(1, { key: "fork" })]);
  assert.equal(rows[placeOfRow(rows, { entry: "m2", turn: 1 })]?.key, "m2");
  assert.equal(rows[placeOfRow(rows, { entry: null, turn: 1 })]?.key, "head fork");
  assert.equal(placeOfRow(rows, { entry: "none", turn: 1 }), -1);
});

test("the turns that a fork shares are marked, and say nothing of an end that came later", () => {
  const made = new Rows();
  const turns = [turn(1), turn(2, { status: "FAILED", failure }), turn(1, { key: "own" })];
  const shown = (forkedFrom: string | null) =>
    made.of(turns, forkedFrom).map(({ key, isShared }) => isShared ? `${key} (shared)` : key);
  const own = ["head own", "m1"];
  assert.deepEqual(shown(null), ["head t1", "m1", "head t2", "m2", "end t2", ...own]);
  const shared = ["head t1", "m1", "head t2", "m2"].map((key) => `${key} (shared)`);
  assert.deepEqual(shown("m2"), [...shared, ...own]);
});
