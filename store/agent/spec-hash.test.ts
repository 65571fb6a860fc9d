import assert from "node:assert/strict";
import { test } from "node:test";
import { type AgentSpec, noSettings } from "../../protocol/agent/agent.ts";
import { noBudget } from "../../protocol/budget/budget.ts";
import { contentHash } from "../ids.ts";
import { specHash } from "./spec-hash.ts";

const spec: AgentSpec = {
  ...{ model: "m", instructions: "Be brief.", settings: noSettings, tools: [] },
  ...{ turnBudget: noBudget, conversationBudget: noBudget },
};

test("a version from before hand-offs and output schemas keeps its hash", () => {
  assert.equal(specHash(spec), contentHash(spec));
  const empty = { ...spec, handoffs: [], outputSchema: null, guardrails: null };
  assert.equal(specHash(empty), specHash(spec));
});

test("the source of the instructions does not change the hash, the content of the specification does", () => {
  const prompt = { server: "s", name: "n", arguments: {} };
  assert.equal(specHash({ ...spec, prompt }), specHash(spec));
  assert.notEqual(specHash({ ...spec, handoffs: ["version_1"] }), specHash(spec));
});
