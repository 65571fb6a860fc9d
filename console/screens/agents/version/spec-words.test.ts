import assert from "node:assert/strict";
import { test } from "node:test";
import { budgetWords, settingWords } from "./spec-words.ts";

const none = { cost: null, tokens: null, modelCalls: null, toolCalls: null, wallTime: null };

test("limits and settings are listed where they are given", () => {
  const budget = {
    ...none,
    cost: { amount: "0.5", currency: "USD" },
    toolCalls: 3,
    wallTime: "PT5M",
  };
  assert.equal(budgetWords(budget), "0.5 USD, 3 tool calls, 5 min of time");
  assert.equal(budgetWords(none), null);
  const settings = {
    ...{ temperature: 0, topP: null, maxTokens: null, seed: null, stop: ["END", "."] },
    ...{ toolChoice: "AUTO" as const, reasoningEffort: null, fallbackModel: null },
  };
  assert.equal(settingWords(settings), "temperature 0, stop END | ., toolChoice AUTO");
  assert.equal(settingWords(null), null);
});
