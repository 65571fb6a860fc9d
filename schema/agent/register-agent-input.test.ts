import assert from "node:assert/strict";
import { test } from "node:test";
import { noSettings } from "../../protocol/agent/agent.ts";
import { noBudget } from "../../protocol/budget/budget.ts";
import { inputIssues } from "../mutation/issues.ts";
import {
  type RegisterAgentInput,
  registerAgentIssues,
  toRegisterAgent,
} from "./register-agent-input.ts";

const terms = { approvalTimeout: 86_400_000, approveOnTimeout: false };
const good: RegisterAgentInput = {
  idempotencyKey: "k1",
  name: "price-analyst",
  model: "mistral-medium-latest",
  instructions: { text: "Be brief." },
  tools: [{ server: "prices", ...terms }],
};
const paths = (input: Partial<RegisterAgentInput>) =>
  inputIssues({ ...good, ...input }, registerAgentIssues).map((issue) => issue.path.join("."));

test("an ordinary agent has no issues", () => {
  assert.deepEqual(paths({}), []);
  assert.deepEqual(paths({ alias: "stable", settings: { temperature: 0.2, stop: ["END"] } }), []);
});

test("everything wrong is told at once, each beside its field", () => {
  assert.deepEqual(
    paths({
      idempotencyKey: " ",
      name: "Price Analyst",
      model: "",
      instructions: { text: "" },
      tools: [{ server: "", name: "", ...terms }],
      settings: { temperature: 2, topP: -1, maxTokens: 0, seed: -1, stop: [""] },
      alias: "-",
    }),
    [
      "idempotencyKey",
      "name",
      "model",
      "instructions.text",
      "tools.0.server",
      "tools.0.name",
      "settings.temperature",
      "settings.topP",
      "settings.maxTokens",
      "settings.seed",
      "settings.stop.0",
      "alias",
    ],
  );
});

test("a tool named twice is told once, at the second place", () => {
  const tool = { server: "prices", name: "get_current_stock_price" };
  assert.deepEqual(
    paths({ tools: [{ ...tool, ...terms }, { server: "news", ...terms }, { ...tool, ...terms }] }),
    ["tools.2"],
  );
});

test("a name may be 64 letters long and no longer", () => {
  assert.deepEqual(paths({ name: "a".repeat(64) }), []);
  assert.deepEqual(paths({ name: "a".repeat(65) }), ["name"]);
});

test("what is left out is null in the command", () => {
  assert.deepEqual(toRegisterAgent(good), {
    idempotencyKey: "k1",
    name: "price-analyst",
    description: null,
    model: "mistral-medium-latest",
    instructions: "Be brief.",
    tools: [{
      server: "prices",
      name: null,
      policy: null,
      approvalTimeoutMs: 86_400_000,
      approveOnTimeout: false,
    }],
    settings: noSettings,
    turnBudget: noBudget,
    conversationBudget: noBudget,
    note: null,
    alias: null,
  });
});
