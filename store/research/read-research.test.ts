import assert from "node:assert/strict";
import { after, test } from "node:test";
import { noSettings } from "../../protocol/agent/agent.ts";
import { noBudget } from "../../protocol/budget/budget.ts";
import { researchAgents } from "../../protocol/research/phase.ts";
import { registerAgent } from "../commands/register-agent.ts";
import { advanceRun } from "./advance-run.ts";
import { cancelResearch } from "../commands/cancel-research.ts";
import { startResearch } from "../commands/start-research.ts";
import { anySchema, caller, newKey, testDatabase } from "../testing/database.ts";
import { player } from "../testing/play-turns.ts";
import { writeOne } from "../testing/write.ts";
import { runUsages } from "../conversation/read-conversations.ts";
import {
  phasesByRunIds,
  researchPhasesByIds,
  researchRunPage,
  researchRunsByIds,
} from "./read-research.ts";

const db = await testDatabase();
after(() => db[Symbol.asyncDispose]());
const { sql } = db;
const tenant = "default";
const place = { provider: "emulator", sampleMarketData: true };

for (const name of Object.values(researchAgents)) {
  await registerAgent(sql, caller, {
    idempotencyKey: newKey(),
    name,
    description: null,
    model: "mistral-small-latest",
    instructions: "Be brief.",
    tools: [],
    settings: noSettings,
    turnBudget: noBudget,
    conversationBudget: noBudget,
    note: null,
    alias: "stable",
  }, anySchema);
}

async function start(question: string): Promise<string> {
  const command = { question, symbols: ["AMD"], searches: 2, revisions: 1, language: "en" };
  const { researchId } = await startResearch(
    sql,
    caller,
    {
      ...command,
      idempotencyKey: newKey(),
      alias: "stable",
      budget: { ...noBudget, tokens: 5_000 },
    },
    place,
    [],
  );
  return researchId;
}

test("runs are read newest first, page by page, by status, and only by their tenant", async () => {
  const ids = [await start("a"), await start("b"), await start("c")];
  const cancel = { idempotencyKey: newKey(), researchId: ids[1] ?? "", reason: null };
  await cancelResearch(sql, caller, cancel);
  const read = async (status: "RUNNING" | null, after: string | null, first = 2, of = tenant) => {
    const page = await researchRunPage(sql, of, status, { first, after });
    return { ...page, ids: page.items.map(({ node }) => node.id) };
  };
  const page = await read(null, null);
  assert.deepEqual([page.ids, page.hasNextPage], [[ids[2], ids[1]], true]);
  const rest = await read(null, page.items.at(-1)?.cursor ?? "");
  assert.deepEqual([rest.ids, rest.hasNextPage], [[ids[0]], false]);
  assert.deepEqual((await read("RUNNING", null, 9)).ids, [ids[2], ids[0]]);
  assert.deepEqual((await read(null, null, 9, "other")).ids, []);

  const [run, none] = await researchRunsByIds(sql, tenant, [ids[1] ?? "", "research_none"]);
  assert.equal(none, null);
  assert.equal(run?.status, "CANCELLED");
  assert.deepEqual([run?.head, run?.budget], [1, { ...noBudget, tokens: 5_000 }]);
  assert.deepEqual(await researchRunsByIds(sql, "other", [ids[0] ?? ""]), [null]);
});

test("a running phase is read with its text so far, and its calls count for the run", async () => {
  const researchId = await start("d");
  const { opened: [conversationId = ""] } = await advanceRun(sql, { tenant, researchId });
  const call = await player(sql).claim({ tenant, conversationId });
  const { draftId: entryId, researchId: streamId, phaseId } = call.phase ?? assert.fail();
  const write = (part: number, offset: number, text: string) =>
    writeOne(sql, call, [], [{ entryId, streamId, part, kind: "TEXT", offset, text }]);
  await write(0, 0, "## A");
  await write(0, 4, "\n\none");
  await write(1, 0, "## B");

  const [phase] = await researchPhasesByIds(sql, tenant, [phaseId]);
  assert.equal(phase?.text, "## A\n\none\n\n## B");
  assert.deepEqual([phase?.kind, phase?.status, phase?.researchId], ["PLAN", "RUNNING", streamId]);
  assert.deepEqual(await phasesByRunIds(sql, tenant, [researchId, "research_none"]), [[phase], []]);
  assert.deepEqual(await phasesByRunIds(sql, "other", [researchId]), [[]]);
  assert.deepEqual(await researchPhasesByIds(sql, "other", [phaseId]), [null]);
  const calls = await runUsages(sql, tenant, [researchId, "research_none"]);
  assert.deepEqual(calls.map((u) => u.modelCalls), [1, 0]);
  assert.deepEqual((await runUsages(sql, "other", [researchId])).map((u) => u.modelCalls), [0]);
});
