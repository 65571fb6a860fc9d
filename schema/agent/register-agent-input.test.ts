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

test("a valid agent has no issues", () => {
  assert.deepEqual(paths({}), []);
  assert.deepEqual(paths({ alias: "stable", settings: { temperature: 0.2, stop: ["END"] } }), []);
});

test("all faults are reported together, each with its path", () => {
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

test("a duplicate tool is one issue, at its second index", () => {
  const tool = { server: "prices", name: "get_current_stock_price" };
  assert.deepEqual(
    paths({ tools: [{ ...tool, ...terms }, { server: "news", ...terms }, { ...tool, ...terms }] }),
    ["tools.2"],
  );
});

test("a name has at most 64 letters", () => {
  assert.deepEqual(paths({ name: "a".repeat(64) }), []);
  assert.deepEqual(paths({ name: "a".repeat(65) }), ["name"]);
});

test("omitted fields are null in the command", () => {
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
