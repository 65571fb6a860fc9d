import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { noSettings } from "../../protocol/agent/agent.ts";
import { noBudget } from "../../protocol/budget/budget.ts";
import type { RegisterAgent } from "../../protocol/agent/commands.ts";
import { Refusal } from "../refusal.ts";
import { registerAgent } from "../commands/register-agent.ts";
import { anySchema, caller, newKey, type TestDatabase, testDatabase } from "../testing/database.ts";

let db: TestDatabase;
before(async () => {
  db = await testDatabase();
});
after(() => db[Symbol.asyncDispose]());

const register = (name: string, over: Partial<RegisterAgent> = {}) =>
  registerAgent(
    db.sql,
    caller,
    {
      idempotencyKey: newKey(),
      name,
      description: null,
      model: "m",
      instructions: "Be brief.",
      tools: [],
      settings: noSettings,
      turnBudget: noBudget,
      conversationBudget: noBudget,
      note: null,
      alias: null,
      ...over,
    },
    anySchema,
  );
const specOf = async (id: string) => {
  const [row] = await db.sql<{ spec: Record<string, unknown>; hash: string }[]>`
    select spec, hash from agent_versions where id = ${id}`;
  return row;
};

test("hand-offs pin the latest version; a newer version of the target makes a new version of the agent", async () => {
  await register("writer");
  const latest = await register("writer", { model: "m2" });
  const planner = await register("planner", { handoffs: ["writer"] });
  assert.deepEqual((await specOf(planner.versionId))?.spec.handoffs, [latest.versionId]);
  assert.equal((await register("planner", { handoffs: ["writer"] })).created, false);
  await register("writer", { model: "m3" });
  assert.equal((await register("planner", { handoffs: ["writer"] })).created, true);
});

test("an agent without output, hand-offs and guardrails keeps the hash from before these fields existed", async () => {
  const plain = await specOf((await register("plain")).versionId);
  assert.deepEqual(
    Object.keys(plain?.spec ?? {}).sort(),
    ["conversationBudget", "instructions", "model", "settings", "tools", "turnBudget"],
  );
  assert.equal(plain?.hash, "8d84b26020ee315780e041b224d4b644dd8f7915bb90b206d13bab299add0b28");
});

test("unknown agents and cycles are reported with their paths, all at once", async () => {
  await register("one");
  await register("two", { handoffs: ["one"] });
  await register("three", { handoffs: ["two"] });
  const refused = register("one", { handoffs: ["unknown", "three", "plain"] });
  await assert.rejects(refused, (e) => {
    if (!(e instanceof Refusal) || e.error.type !== "ValidationError") return false;
    assert.deepEqual(e.error.issues.map((i) => i.path), [["handoffs", "0"], ["handoffs", "1"]]);
    assert.match(e.error.issues[1]?.message ?? "", /cycle/);
    return true;
  });
});
