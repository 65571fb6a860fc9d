import assert from "node:assert/strict";
import { test } from "node:test";
import { type AgentSpec, noSettings } from "../../protocol/agent/agent.ts";
import { noBudget } from "../../protocol/budget/budget.ts";
import { specChanges, toolChanges } from "./changes.ts";

const tool = {
  ...{ name: "quote", title: null, description: "Quotes.", inputSchema: { type: "object" } },
  ...{ outputSchema: null, readOnly: true, idempotent: true, hash: "h" },
};
const terms = { policy: "AUTO" as const, approvalTimeoutMs: 1_000, approveOnTimeout: false };
const spec: AgentSpec = {
  ...{ model: "m", instructions: "One.\nTwo.", settings: noSettings },
  tools: [{ server: "prices", tool, ...terms }],
  ...{ turnBudget: noBudget, conversationBudget: noBudget },
};
const paths = (other: Partial<AgentSpec>) =>
  specChanges(spec, { ...spec, ...other }).map((c) => c.path);

test("specifications with equal content have no differences, also when their text comes from different prompts", () => {
  const prompt = { server: "s", name: "n", arguments: {} };
  assert.deepEqual(paths({ prompt, handoffs: [], outputSchema: null }), []);
});

test("each difference has its path", () => {
  assert.deepEqual(
    paths({
      model: "n",
      settings: { ...noSettings, temperature: 1 },
      tools: [{ server: "prices", tool, ...terms, policy: "ASK" }],
      outputSchema: { type: "object" },
    }),
    ["model", "outputSchema", "settings.temperature", "tools.prices.quote.policy"],
  );
});

test("a long text has a unified diff, a short one has none", () => {
  const [change] = specChanges(spec, { ...spec, instructions: "One.\n2." });
  assert.match(change?.diff ?? "", /^-Two\.$/m);
  assert.match(change?.diff ?? "", /^\+2\.$/m);
  assert.equal(specChanges(spec, { ...spec, model: "n" })[0]?.diff, null);
});

test("a removed tool is one difference, a changed tool one for each field", () => {
  assert.deepEqual(toolChanges("prices", tool, null).map((c) => [c.path, c.after]), [
    ["tools.prices.quote", null],
  ]);
  const now = { ...tool, description: "Quotes twice.", hash: "i" };
  assert.deepEqual(toolChanges("prices", tool, now).map((c) => c.path), [
    "tools.prices.quote.description",
  ]);
});
