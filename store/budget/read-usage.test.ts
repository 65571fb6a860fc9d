import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { UsageGroup, UsageQuestion } from "../../protocol/budget/usage.ts";
import { usePrices } from "./prices.ts";
import { registerAnalyst, type TestDatabase, testDatabase } from "../testing/database.ts";
import { player, type Ref } from "../testing/play-turns.ts";
import { usageBetween } from "./read-usage.ts";

let db: TestDatabase;
let p: ReturnType<typeof player>;
before(async () => {
  db = await testDatabase();
  await registerAnalyst(db.sql);
  p = player(db.sql);
});
after(async () => {
  usePrices([]);
  await db[Symbol.asyncDispose]();
});

/** A turn whose calls began on that day. */
async function turnOn(day: string): Promise<Ref> {
  const ref = await p.start();
  await p.answer(await p.claim(ref), "fine");
  await db.sql`update calls set started_at = ${day}::timestamptz
    where conversation_id = ${ref.conversationId}`;
  return ref;
}

const ask = (groupBy: UsageGroup[], over: Partial<UsageQuestion> = {}, most = 10) =>
  usageBetween(db.sql, "default", {
    ...{ from: "2026-11-01", to: "2026-11-02", groupBy, agents: null, models: null },
    ...over,
  }, most);

test("calls are summed by day, agent and model, each at its own price; days are UTC, both included", async () => {
  await turnOn("2026-11-01T00:00:00Z");
  usePrices([{ model: "m", from: "2020-01-01", input: "1", output: "2" }]);
  await turnOn("2026-11-02T23:59:59.999Z");
  usePrices([{ model: "m", from: "2020-01-01", input: "10", output: "20" }]);
  await turnOn("2026-11-02T12:00:00Z");
  await turnOn("2026-11-03T00:00:00Z");
  const rows = await ask(["DAY", "AGENT", "MODEL"]);
  assert.deepEqual(rows.map((r) => [r.day, r.model, r.modelCalls, r.nanos, r.unpricedCalls]), [
    ["2026-11-01", "m", 1, 0, 1],
    ["2026-11-02", "m", 2, 11 * (5 * 1_000 + 3 * 2_000), 0],
  ]);
  assert.match(rows[0]?.agentId ?? "", /^agent_/);
  const [all, ...none] = await ask([]);
  assert.deepEqual([all?.day, all?.modelCalls, all?.inputTokens, none.length], [null, 3, 15, 0]);
});

test("tool calls count for the agent that made them, and under no model", async () => {
  const ref = await p.start();
  const call = await p.claim(ref);
  await p.ask(call, ["x"], "prices", "quote");
  await db.sql`update calls set started_at = '2026-12-01', attempts = 1
    where conversation_id = ${ref.conversationId}`;
  const december = { from: "2026-12-01", to: "2026-12-01" };
  const rows = await ask(["MODEL"], december);
  assert.deepEqual(rows.map((r) => [r.model, r.modelCalls, r.toolCalls]), [["m", 1, 0], [
    null,
    0,
    1,
  ]]);
  assert.equal((await ask(["MODEL"], { ...december, models: ["m"] })).length, 1);
  assert.equal((await ask([], { ...december, agents: ["unknown"] })).length, 0);
});

test("another tenant's calls are not included, and one row more than the limit shows that there are too many", async () => {
  await db.sql`update calls set tenant = 'other' where started_at = '2026-12-01'`;
  assert.equal((await ask([], { from: "2026-12-01", to: "2026-12-01" })).length, 0);
  assert.equal((await ask(["DAY"], {}, 1)).length, 2);
});
