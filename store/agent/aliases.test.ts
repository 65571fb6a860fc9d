import assert from "node:assert/strict";
import { test } from "node:test";
import { setAgentAlias } from "../commands/set-agent-alias.ts";
import { caller, newKey, registerAnalyst, testDatabase } from "../testing/database.ts";
import { agentByName, aliasMoves } from "./read-agents.ts";

test("each move of an alias is recorded with who made it, also its removal, and a repetition is none", async () => {
  await using db = await testDatabase();
  await registerAnalyst(db.sql);
  const agentId = (await agentByName(db.sql, "default", "analyst"))?.id ?? "";
  const by = { ...caller, actor: { kind: "USER" as const, name: "ada" } };
  const move = (alias: string, version: number | null) =>
    setAgentAlias(db.sql, by, {
      ...{ idempotencyKey: newKey(), agent: "analyst", alias, version, expectedVersion: null },
    });
  await move("stable", 1);
  await move("stable", 1);
  await move("beta", 1);
  await move("stable", null);
  const read = async (tenant: string, after: string | null = null) =>
    await aliasMoves(db.sql, tenant, agentId, { first: 2, after });
  const page = await read("default");
  const rest = await read("default", page.items[1]?.cursor);
  const moves = [...page.items, ...rest.items].map(({ node }) => node);
  assert.deepEqual(
    moves.map((
      { number, name, versionId, movedBy },
    ) => [number, name, versionId !== null, movedBy.name]),
    [[3, "stable", false, "ada"], [2, "beta", true, "ada"], [1, "stable", true, "ada"]],
  );
  assert.deepEqual((await read("other")).items, []);
});
