import assert from "node:assert/strict";
import { test } from "node:test";
import type { ConversationTurn } from "@tramontane/client/store";
import { turnStates, turnWords } from "./turn-words.ts";

const turn = (number: number, status: ConversationTurn["status"]): ConversationTurn => ({
  ...{ key: `t${number}`, id: `t${number}`, number, status, failure: null, retry: null },
  entries: [],
});

test("a turn that changes is read out, one that appears or stays is not", () => {
  const before = turnStates([turn(1, "RUNNING"), turn(2, "QUEUED")]);
  const now = [turn(1, "COMPLETED"), turn(2, "QUEUED"), turn(3, "RUNNING")];
  assert.equal(turnWords(before, now), "Turn 1 is completed.");
  assert.equal(turnWords(before, [turn(1, "RUNNING")]), null);
});
