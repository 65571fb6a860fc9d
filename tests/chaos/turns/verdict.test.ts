import assert from "node:assert/strict";
import { test } from "node:test";
import type { StoredCall, StoredConversation, StoredTurn } from "./stored.ts";
import {
  type Asked,
  brokenHistory,
  brokenOrders,
  brokenTurns,
  paidTwiceUnseen,
  repeatedFinished,
  repeatedStored,
} from "./verdict.ts";

const turn = (number: number, over: Partial<StoredTurn> = {}): StoredTurn => ({
  ...{ id: `t${number}`, number, status: "COMPLETED", failure: null },
  ...{ keys: [`k${number}`], reply: `r${number}`, ...over },
});
const said = (key: string) => ({ id: key, type: "message.input", content: `ask (${key})` });
const told = (text: string) => ({ id: text, type: "message.output", content: [{ text }] });
const conversation = (turns: StoredTurn[], lastEntryId: string): StoredConversation => ({
  ...{ id: "c", remoteId: "r", lastEntryId, checkpointTurn: 9, turns, calls: [] },
});
const call = (over: Partial<StoredCall>): StoredCall => ({
  ...{ id: "call", kind: "model", status: "COMPLETED", endedAt: new Date(5_000) },
  ...{ attempts: 1, possiblyPaidTwice: false, name: null, arguments: null, ...over },
});
const asked = (from: number, over: Partial<Asked> = {}): Asked => ({
  ...{ operation: "conversations.restart", root: "r", inputHash: "h", ran: "full", stored: true },
  ...{ metadata: { tramontane_call: "call" }, startedAt: new Date(from).toISOString() },
  ...{ finishedAt: new Date(from + 1_000).toISOString(), ...over },
});

test("a history that holds each message once, each with its own answer, is whole", () => {
  const history = [said("k1"), told("r1"), said("k2"), told("r2"), said("k3")];
  assert.deepEqual(brokenHistory(conversation([turn(1), turn(2)], "r2"), history), []);
});

test("a message twice, one that is missing, one rolled back and another turn's answer are told", () => {
  const faults = (turns: StoredTurn[], history: Parameters<typeof brokenHistory>[1]) =>
    brokenHistory(conversation(turns, history.at(-1)?.id ?? ""), history).length;
  assert.equal(faults([turn(1)], [said("k1"), said("k1"), told("r1")]), 1);
  assert.equal(faults([turn(1), turn(2)], [said("k1"), told("r1")]), 1);
  assert.equal(faults([turn(1, { status: "DISCARDED" })], [said("k1"), told("r1")]), 1);
  assert.equal(faults([turn(1), turn(2)], [said("k1"), told("other"), said("k2"), told("r2")]), 1);
  const result = (id: string) => ({ id, type: "function.result", tool_call_id: "x" });
  assert.equal(faults([], [result("a"), result("b")]), 1);
});

test("a turn must end, and where it failed say how", () => {
  const turns = [turn(1, { status: "RUNNING" }), turn(2, { status: "FAILED" }), turn(3)];
  assert.equal(brokenTurns(turns).length, 2);
});

test("asking again is a fault where the answer was stored before, or its outcome committed", () => {
  assert.equal(repeatedStored([asked(0), asked(2_000)]).length, 1);
  assert.equal(repeatedStored([asked(0), asked(500)]).length, 0);
  assert.equal(repeatedStored([asked(0, { stored: false }), asked(2_000)]).length, 0);
  assert.equal(repeatedFinished([asked(6_000)], [call({})]).length, 1);
  assert.equal(repeatedFinished([asked(4_000)], [call({})]).length, 0);
});

test("what ran twice must be counted", () => {
  const twice = [asked(0), asked(500)];
  assert.deepEqual(paidTwiceUnseen(twice, [call({})]), ["call"]);
  assert.deepEqual(paidTwiceUnseen(twice, [call({ possiblyPaidTwice: true })]), []);
});

test("an order happens once, and happened where it is told", () => {
  const done = call({ kind: "tool", arguments: { key: "a" } });
  assert.deepEqual(brokenOrders(new Map([["a", 1]]), [done]), []);
  assert.equal(brokenOrders(new Map([["a", 2]]), [done]).length, 1);
  assert.equal(brokenOrders(new Map(), [done]).length, 1);
});
