import assert from "node:assert/strict";
import { test } from "node:test";
import { isRepeated } from "./empty-answer.ts";
import { called, done, outcomeOf, said, started, type WireEvent } from "../testing/wire-answer.ts";
import { usedBy } from "./used-tokens.ts";

const isEmpty = (...events: WireEvent[]) =>
  outcomeOf([started, ...events, done]).transcript.isEmpty;
const call = { rejectedAnswers: 0, attempt: 1, maxAttempts: 5 };

test("an answer without text and without a call is empty", () => {
  for (const events of [[], [said("")], [said(null)], [said(" \n")], [said([])]]) {
    assert.equal(isEmpty(...events), true, JSON.stringify(events));
  }
  const thinking = { type: "thinking", thinking: [{ type: "text", text: "hm" }] };
  const hosted = { type: "tool.execution.started", name: "web_search" };
  for (const event of [said("x"), called(""), hosted, said(thinking), said({ type: "hologram" })]) {
    assert.equal(isEmpty(event), false, JSON.stringify(event));
  }
});

test("an empty answer has the call repeated, once", () => {
  assert.equal(isRepeated(call, { isEmpty: true }), true);
  assert.equal(isRepeated(call, { isEmpty: false }), false);
  assert.equal(isRepeated({ ...call, rejectedAnswers: 1 }, { isEmpty: true }), false);
  assert.equal(isRepeated({ ...call, attempt: 5 }, { isEmpty: true }), false);
});

test("tokens are the provider's numbers; missing ones are estimated, and marked so", () => {
  const of = (usage: unknown, adopted = false) =>
    usedBy(outcomeOf([started, said("sixteen letters."), { ...done, usage }]).transcript, adopted);
  const given = { prompt_tokens: 7, completion_tokens: 3 };
  assert.deepEqual(of(given), {
    ...{ inputTokens: 7, outputTokens: 3, estimated: false, adopted: false },
  });
  assert.equal(of(given, true).estimated, true);
  for (const none of [undefined, null, {}, "many"]) {
    assert.deepEqual(of(none), {
      ...{ inputTokens: null, outputTokens: 4, estimated: true, adopted: false },
    });
  }
});
