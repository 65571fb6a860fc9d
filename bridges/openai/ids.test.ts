import assert from "node:assert/strict";
import { test } from "node:test";
import { approvalIdOf, conversationIdOf, parseResponseId, responseIdOf, shortId } from "./ids.ts";
import { checkModel, parseModel } from "./turn/model.ts";

test("the id of a response names its turn, and which of its responses it is", () => {
  for (const ref of [{ turnId: "turn_0a", part: 0 }, { turnId: "turn_0a", part: 12 }]) {
    assert.deepEqual(parseResponseId(responseIdOf(ref)), ref);
  }
  assert.equal(responseIdOf({ turnId: "turn_0a", part: 2 }), "resp_0a_2");
  for (const other of ["", "resp_", "resp_a_0", "resp_a_x", "turn_a", "resp_a'", "resp_a/b"]) {
    assert.equal(parseResponseId(other), null, other);
  }
});

test("ids of conversations and approvals have a form that clients expect, and are read in both", () => {
  assert.equal(shortId("conversation_0a"), "conv_0a");
  assert.deepEqual(["conv_0a", "conversation_0a"].map(conversationIdOf), [
    ...["conversation_0a", "conversation_0a"],
  ]);
  assert.equal(approvalIdOf(shortId("approval_0a")), "approval_0a");
  assert.equal(conversationIdOf("turn_0a"), null);
  assert.equal(approvalIdOf("conv_0a"), null);
});

test("a model is an agent, with a version's number or alias", () => {
  assert.deepEqual(parseModel("analyst"), { agent: "analyst", version: null });
  assert.deepEqual(parseModel("analyst@3"), { agent: "analyst", version: { number: 3 } });
  assert.deepEqual(parseModel("a@b@stable"), { agent: "a@b", version: { alias: "stable" } });
});

test("a conversation keeps its agent and version", () => {
  for (const asked of [null, undefined, "analyst", "analyst@3", "analyst@stable"]) {
    checkModel(asked, "analyst@3");
  }
  for (const asked of ["other", "analyst@4", "other@3"]) {
    assert.throws(() => checkModel(asked, "analyst@3"), { name: "InvalidRequest" });
  }
});
