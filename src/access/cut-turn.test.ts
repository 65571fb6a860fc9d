import assert from "node:assert/strict";
import { test } from "node:test";
import type { TurnRecord } from "../../protocol/conversation/records.ts";
import { cutTurn, isShared, sharedOnes } from "./cut-turn.ts";

const turn = { id: "turn_1", output: { price: 7 }, failure: null } as unknown as TurnRecord;

test("of a turn that a fork shares up to an entry, nothing after it is shared, and no model call", () => {
  const [message, reply, call] = [{ position: 2 }, { position: 5 }, { position: null }];
  assert.deepEqual(sharedOnes([message, reply, call, {}], 2), [message]);
  assert.deepEqual(sharedOnes([message, reply, call], Infinity), [message, reply, call]);
  assert.equal(isShared(reply, 4), false);
});

test("the output of a turn is shared with all of it alone", () => {
  assert.equal(cutTurn(turn, Infinity), turn);
  assert.equal(cutTurn(turn, 2).output, null);
});
