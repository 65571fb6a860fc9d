import assert from "node:assert/strict";
import { test } from "node:test";
import { endOf, readUntil } from "../support/api.ts";
import * as documents from "../support/documents.generated.ts";
import { unique } from "../support/test-stack.ts";
import type { TurnsStack } from "./stack.ts";

async function limited(t: TurnsStack, text: string, turnBudget: object) {
  const name = unique("limited");
  await t.api.register(name, { turnBudget });
  const id = await t.api.start(name, text);
  const turn = (await t.api.read(id)).turns.nodes[0]?.id ?? "";
  await readUntil(t.api.follow(id), endOf(turn));
  return await t.api.read(id);
}

/** Limits as a user meets them. */
export function budgets(stack: () => TurnsStack) {
  test("an answer stops where the token budget ends; the turn has that code, and the next message works", async () => {
    const t = stack();
    // The description of the tool alone is estimated at about half of it.
    const { id, turns, usage } = await limited(t, "Write in about 2000 words", { tokens: 2_400 });
    assert.equal(turns.nodes[0]?.failure?.code, "BUDGET_EXCEEDED");
    assert.ok(usage && usage.inputTokens + usage.outputTokens <= 2_400, "never beyond the budget");
    assert.ok(usage.outputTokens > 100, "as much as the budget allowed was written");
    const { turn, eventCursor } = await t.api.send(id, "Say hello");
    await readUntil(t.api.follow(id, eventCursor), endOf(turn.id));
    assert.equal((await t.api.read(id)).turns.nodes[1]?.status, "COMPLETED");
  });

  test("tool calls beyond the budget are not made; the model answers with what it has", async () => {
    const t = stack();
    const { turns, entries } = await limited(t, "What do NVDA and AMD cost?", { toolCalls: 1 });
    assert.equal(turns.nodes[0]?.status, "COMPLETED");
    const made = entries.nodes.filter((e) => e.__typename === "ToolCall");
    assert.deepEqual(made.map((e) => e.status), ["COMPLETED", "FAILED"]);
    assert.match(made[1]?.result ?? "", /no tool calls are left/);
  });

  test("a conversation whose budget is used up refuses the next message with its figures", async () => {
    const t = stack();
    const input = {
      agent: t.analyst,
      budget: { modelCalls: 1, cost: { amount: "0.5", currency: "USD" } },
      content: [{ text: "Say hello" }],
    };
    const { conversation: { id }, turn } = await t.api.mutate(documents.start, input);
    assert.ok(turn);
    await readUntil(t.api.follow(id), endOf(turn.id));
    const content = [{ text: "And again" }];
    const refused = await t.api.attempt(documents.send, { conversationId: id, content });
    assert.equal(refused.__typename, "BudgetExceededError");
    const { budget, usage } = refused as unknown as {
      budget: { modelCalls: number };
      usage: { modelCalls: number; cost: { amount: string; currency: string } };
    };
    assert.deepEqual([budget.modelCalls, usage.modelCalls], [1, 1]);
    assert.deepEqual(usage.cost, { amount: "0", currency: "USD" }, "emulated calls cost nothing");
  });
}
