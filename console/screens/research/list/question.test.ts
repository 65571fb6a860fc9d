import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyQuestion, toInput } from "./question.ts";

test("a question with symbols has no budget unless one is given", () => {
  const input = toInput({ ...emptyQuestion, text: "Why?", symbols: "nvda amd" });
  assert.deepEqual(input, {
    ...{ question: "Why?", symbols: ["nvda", "amd"], allowUnknown: false },
    ...{ language: "en", searches: 5 },
  });
});

test("a budget may have a decimal comma; what is no number is for the API to refuse", () => {
  const cost = (text: string) => toInput({ ...emptyQuestion, cost: text }).budget?.cost?.amount;
  assert.deepEqual([cost("0,25"), cost("1.5"), cost("much"), cost(" ")], [
    ...["0.25", "1.5", "0"],
    undefined,
  ]);
  assert.equal(toInput({ ...emptyQuestion, searches: "many" }).searches, 0);
});
