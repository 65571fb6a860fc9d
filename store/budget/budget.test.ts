import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { noSettings } from "../../protocol/agent/agent.ts";
import { type Budget, noBudget } from "../../protocol/budget/budget.ts";
import type { ModelOutcome } from "../call/model-outcome.ts";
import { commitModelCall } from "../call/commit-model-call.ts";
import { cancelTurn } from "../commands/cancel-turn.ts";
import { conversationUsages, turnUsages } from "../conversation/read-conversations.ts";
import { turnsByIds } from "../turn/read-turns.ts";
import { registerAgent } from "../commands/register-agent.ts";
import { Refusal } from "../refusal.ts";
import { sendMessage } from "../commands/send-message.ts";
import { startConversation } from "../commands/start-conversation.ts";
import {
  anySchema,
  caller,
  newKey,
  registerAnalyst,
  type TestDatabase,
  testDatabase,
  text,
  withAnalyst,
} from "../testing/database.ts";
import { player, type Ref } from "../testing/play-turns.ts";

let db: TestDatabase;
let p: ReturnType<typeof player>;
before(async () => {
  db = await testDatabase();
  await registerAnalyst(db.sql);
  await register("priced", {});
  p = player(db.sql);
});
after(() => db[Symbol.asyncDispose]());

const model = "mistral-medium-latest";
const usd = (nanos: number) => ({ nanos, currency: "USD" });
const register = (name: string, turnBudget: Partial<Budget>, over: object = {}) =>
  registerAgent(db.sql, caller, {
    idempotencyKey: newKey(),
    name,
    description: null,
    model,
    instructions: "Be brief.",
    tools: [],
    settings: noSettings,
    turnBudget: { ...noBudget, ...turnBudget },
    conversationBudget: noBudget,
    note: null,
    alias: null,
    ...over,
  }, anySchema);
async function begin(budget: Partial<Budget>, agent = "priced"): Promise<Ref> {
  const started = await startConversation(db.sql, caller, {
    ...withAnalyst("hello"),
    agent,
    budget: { ...noBudget, ...budget },
  }, "emulator");
  return { tenant: "default", conversationId: started.conversationId };
}
const send = (ref: Ref, budget: Partial<Budget> = {}) =>
  sendMessage(db.sql, caller, {
    idempotencyKey: newKey(),
    conversationId: ref.conversationId,
    content: text("more"),
    whenBusy: "ENQUEUE",
    budget: { ...noBudget, ...budget },
  }, "emulator");
const is = (type: string) => (e: unknown) => e instanceof Refusal && e.error.type === type;
const failureOf = async (turnId: string) =>
  (await turnsByIds(db.sql, "default", [turnId]))[0]?.failure;
const used = async (ref: Ref) =>
  (await conversationUsages(db.sql, "default", [ref.conversationId]))[0] ?? assert.fail();

test("a conversation's model calls are counted, and a message beyond the limit is refused with the usage", async () => {
  const ref = await begin({ modelCalls: 2 });
  for (const said of ["one", "two"]) {
    await p.answer(await p.claim(ref), said);
    if (said === "one") await send(ref);
  }
  await assert.rejects(send(ref), (e) => {
    if (!is("BudgetExceededError")(e) || !(e instanceof Refusal)) return false;
    const { error } = e;
    assert.ok(error.type === "BudgetExceededError");
    assert.deepEqual([error.budget.modelCalls, error.usage.modelCalls], [2, 2]);
    return true;
  });
});

test("a queued turn that begins when the budget is used up fails with BUDGET_EXCEEDED; no call is made", async () => {
  const ref = await begin({ modelCalls: 1 });
  const { turnId } = await send(ref);
  await p.answer(await p.claim(ref), "one");
  assert.deepEqual(await p.next(ref), { next: "advance" });
  assert.equal((await failureOf(turnId))?.code, "BUDGET_EXCEEDED");
  assert.equal((await used(ref)).modelCalls, 1);
});

test("the limit of model calls ends a turn in the middle, and the next message works", async () => {
  await register("two-calls", { modelCalls: 1 });
  const ref = await begin({}, "two-calls");
  const call = await p.claim(ref);
  await p.ask(call, ["x"], "nowhere", "tool");
  await db
    .sql`update calls set status = 'FAILED', result = 'no' where turn_id = ${call.turnId} and kind = 'tool'`;
  assert.deepEqual(await p.next(ref), { next: "advance" });
  assert.equal((await failureOf(call.turnId))?.code, "BUDGET_EXCEEDED");
  await send(ref);
  assert.equal((await p.claim(ref)).step, 0);
});

test("a token budget caps every answer, and reserved tokens never exceed it", async () => {
  const ref = await begin({ tokens: 500 });
  const call = await p.claim(ref);
  assert.ok(call.maxTokens !== null && call.maxTokens > 400 && call.maxTokens < 500);
  await p.answer(call, "one");
  await send(ref, { tokens: 100 });
  const second = await p.claim(ref);
  assert.ok((second.maxTokens ?? 0) < 100, "the tighter one holds");
});

test("an answer as long as the budget is cut off: its text stays, the turn ends, its usage counts", async () => {
  const ref = await begin({ tokens: 300 });
  const call = await p.claim(ref);
  const id = await p.saying(call, "as far as it went");
  const outcome: ModelOutcome = {
    ...{ checkpoint: { remoteId: "c", lastEntryId: "t" }, entries: [] },
    used: { inputTokens: 20, outputTokens: call.maxTokens ?? 0, estimated: false },
    ...{ toolCallsLeft: 1, toolCallsOfBudget: false, cutByBudget: true },
  };
  assert.deepEqual(await commitModelCall(db.sql, call, outcome), { next: "advance" });
  assert.equal((await failureOf(call.turnId))?.code, "BUDGET_EXCEEDED");
  const [entry] = await db.sql`select status, content from entries where id = ${id}`;
  assert.deepEqual([entry?.status, entry?.content], ["CANCELLED", text("as far as it went")]);
  assert.equal((await used(ref)).outputTokens, call.maxTokens);
});

test("a cost is estimated with the price at the time of the call, and limits the answer", async () => {
  const ref = await begin({ cost: usd(1_000_000) });
  const call = await p.claim(ref);
  assert.ok(call.maxTokens !== null && call.maxTokens < 500);
  await p.answer(call, "one");
  const [turn] = await turnUsages(db.sql, "default", [call.turnId]);
  assert.deepEqual(turn?.cost, usd(5 * 400 + 3 * 2_000));
  const later = await begin({ cost: usd(5_000) });
  assert.deepEqual(await p.next(later), { next: "advance" });
});

test("a cost limit without a price, or in another currency, is refused in every command", async () => {
  const free = { model: "no-such-model" };
  await assert.rejects(register("unpriced", { cost: usd(1) }, free), is("ValidationError"));
  await assert.rejects(
    register("euros", { cost: { nanos: 1, currency: "EUR" } }),
    is("ValidationError"),
  );
  await assert.rejects(begin({ cost: usd(1) }, "analyst"), is("ValidationError"));
  const ref = await begin({}, "analyst");
  await assert.rejects(send(ref, { cost: usd(1) }), is("ValidationError"));
  await p.answer(await p.claim(ref), "x");
  assert.equal((await used(ref)).cost, null);
});

test("tool calls beyond the budget are not made, and the model receives the reason", async () => {
  const ref = await begin({ toolCalls: 1 }, "analyst");
  const call = await p.claim(ref);
  assert.deepEqual([call.toolCallsLeft, call.toolCallsOfBudget], [1, true]);
});

test("the wall time of a budget ends the turn; it does not run while an approval is pending", async () => {
  const ref = await begin({ wallTimeMs: 5_000 }, "analyst");
  const call = await p.claim(ref);
  assert.ok(call.deadlineMs <= 5_000 && call.late.code === "BUDGET_EXCEEDED");
  await p.ask(call, ["x"], "prices", "trade");
  await db
    .sql`update turns set deadline = deadline - interval '1 hour', started_at = started_at - interval '1 hour',
    waiting_since = waiting_since - interval '1 hour' where id = ${call.turnId}`;
  assert.equal((await p.next(ref)).next, "tools");
  await db
    .sql`update turns set deadline = deadline - interval '1 minute' where id = ${call.turnId}`;
  assert.deepEqual(await p.next(ref), { next: "advance" });
  assert.equal((await failureOf(call.turnId))?.code, "BUDGET_EXCEEDED");
});

test("a cancelled call is charged its estimate, and marked as estimated", async () => {
  const ref = await begin({});
  const call = await p.claim(ref);
  await p.saying(call, "x".repeat(400));
  await cancelTurn(db.sql, caller, { idempotencyKey: newKey(), turnId: call.turnId, reason: null });
  const usage = await used(ref);
  assert.ok(usage.inputTokens > 0 && usage.estimated);
  assert.equal(usage.outputTokens, 100);
});
