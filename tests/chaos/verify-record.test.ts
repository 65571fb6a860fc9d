import assert from "node:assert/strict";
import { test } from "node:test";
import type { StoredCall, StoredConversation, StoredTurn } from "./stored.ts";
import {
  findUnreportedDoubleRuns,
  type LedgerEntry,
  repeatedAfterOutcome,
  repeatedAfterStored,
  verifyHistory,
  verifyOrders,
  verifyTurns,
} from "./verify-record.ts";

const turn = (number: number, over: Partial<StoredTurn> = {}): StoredTurn => ({
  ...{ id: `t${number}`, number, status: "COMPLETED", failure: null },
  ...{ keys: [`k${number}`], reply: `r${number}`, ...over },
});
const message = (key: string) => ({ id: key, type: "message.input", content: `ask (${key})` });
const reply = (text: string) => ({ id: text, type: "message.output", content: [{ text }] });
const conversation = (turns: StoredTurn[], lastEntryId: string): StoredConversation => ({
  ...{ id: "c", remoteId: "r", lastEntryId, checkpointTurn: 9, turns, calls: [] },
});
const call = (over: Partial<StoredCall>): StoredCall => ({
  ...{ id: "call", kind: "model", status: "COMPLETED", endedAt: new Date(5_000) },
  ...{ attempts: 1, possiblyPaidTwice: false, name: null, arguments: null, ...over },
});
const request = (from: number, over: Partial<LedgerEntry> = {}): LedgerEntry => ({
  ...{ operation: "conversations.restart", root: "r", inputHash: "h", ran: "full", stored: true },
  ...{ metadata: { tramontane_call: "call" }, startedAt: new Date(from).toISOString() },
  ...{ finishedAt: new Date(from + 1_000).toISOString(), ...over },
});

test("a history with each message once, each with its own answer, is complete", () => {
  const history = [message("k1"), reply("r1"), message("k2"), reply("r2"), message("k3")];
  assert.deepEqual(verifyHistory(conversation([turn(1), turn(2)], "r2"), history), []);
});

test("a doubled message, a missing one, one that was rolled back and another turn's answer are faults", () => {
  const faults = (turns: StoredTurn[], history: Parameters<typeof verifyHistory>[1]) =>
    verifyHistory(conversation(turns, history.at(-1)?.id ?? ""), history).length;
  assert.equal(faults([turn(1)], [message("k1"), message("k1"), reply("r1")]), 1);
  assert.equal(faults([turn(1), turn(2)], [message("k1"), reply("r1")]), 1);
  assert.equal(faults([turn(1, { status: "DISCARDED" })], [message("k1"), reply("r1")]), 1);
  assert.equal(
    faults([turn(1), turn(2)], [message("k1"), reply("other"), message("k2"), reply("r2")]),
    1,
  );
  const result = (id: string) => ({ id, type: "function.result", tool_call_id: "x" });
  assert.equal(faults([], [result("a"), result("b")]), 1);
});

test("a turn must end, and a failed one must have a code", () => {
  const turns = [turn(1, { status: "RUNNING" }), turn(2, { status: "FAILED" }), turn(3)];
  assert.equal(verifyTurns(turns).length, 2);
});

test("a repeated request is a fault once the answer is stored or the outcome committed", () => {
  assert.equal(repeatedAfterStored([request(0), request(2_000)]).length, 1);
  assert.equal(repeatedAfterStored([request(0), request(500)]).length, 0);
  assert.equal(repeatedAfterStored([request(0, { stored: false }), request(2_000)]).length, 0);
  assert.equal(repeatedAfterOutcome([request(6_000)], [call({})]).length, 1);
  assert.equal(repeatedAfterOutcome([request(4_000)], [call({})]).length, 0);
});

test("a call that ran twice must be marked as possibly paid twice", () => {
  const twice = [request(0), request(500)];
  assert.deepEqual(findUnreportedDoubleRuns(twice, [call({})]), ["call"]);
  assert.deepEqual(findUnreportedDoubleRuns(twice, [call({ possiblyPaidTwice: true })]), []);
});

test("an order is carried out once, and was carried out where its call has completed", () => {
  const done = call({ kind: "tool", arguments: { key: "a" } });
  assert.deepEqual(verifyOrders(new Map([["a", 1]]), [done]), []);
  assert.equal(verifyOrders(new Map([["a", 2]]), [done]).length, 1);
  assert.equal(verifyOrders(new Map(), [done]).length, 1);
});
