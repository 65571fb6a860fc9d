import assert from "node:assert/strict";
import { after, test } from "node:test";
import { noBudget } from "../../protocol/budget/budget.ts";
import { type PhaseKind, researchAgents } from "../../protocol/research/phase.ts";
import { failModelCall } from "../call/retry-model-call.ts";
import { conversationPage } from "../conversation/read-conversations.ts";
import { readChanges } from "../log/read-log.ts";
import { registerAgent } from "../commands/register-agent.ts";
import { Refusal } from "../refusal.ts";
import { anySchema, caller, newKey, registerAnalyst, testDatabase } from "../testing/database.ts";
import { writeOne } from "../testing/write.ts";
import { player } from "../testing/play-turns.ts";
import { noSettings } from "../../protocol/agent/agent.ts";
import { advanceRun } from "./advance-run.ts";
import { cancelResearch } from "../commands/cancel-research.ts";
import { phasesOf } from "./read-run.ts";
import { forkResearch } from "../commands/fork-research.ts";
import { startResearch } from "../commands/start-research.ts";

const db = await testDatabase();
after(() => db[Symbol.asyncDispose]());
const { sql } = db;
const play = player(sql);
const place = { provider: "emulator", sampleMarketData: true };
const tenant = "default";

await registerAnalyst(sql);
for (const name of Object.values(researchAgents)) {
  await registerAgent(sql, caller, {
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
    alias: "stable",
  }, anySchema);
}

function start(over: Partial<Parameters<typeof startResearch>[2]> = {}) {
  return startResearch(
    sql,
    caller,
    {
      idempotencyKey: newKey(),
      question: "How is AMD?",
      symbols: ["AMD"],
      searches: 2,
      revisions: 1,
      language: "en",
      alias: "stable",
      budget: null,
      ...over,
    },
    place,
    [],
  );
}

/** The conversation of the newest phase of a kind. */
async function workOf(researchId: string, kind: PhaseKind) {
  const [row] = await sql<
    { conversationId: string }[]
  >`select t.conversation_id from research_phases p
    join turns t on t.id = p.turn_id where p.research_id = ${researchId} and p.kind = ${kind}
    and t.ended_at is null order by p.number limit 1`;
  assert.ok(row, `no open ${kind}`);
  return { tenant, conversationId: row.conversationId };
}

const answers: Record<PhaseKind, unknown> = {
  PLAN: { summary: "p", searches: [{ query: "a", reason: "" }, { query: "b", reason: "" }] },
  SEARCH: null,
  PRICES: { summary: "up", metrics: [] },
  FUNDAMENTALS: { summary: "good", metrics: [] },
  RISK: { summary: "some", metrics: [] },
  WRITE: { title: "T", summary: "S", sections: [{ title: "A", text: "B" }], metrics: [] },
  VERIFY: { passed: true, issues: [] },
};

async function does(researchId: string, kind: PhaseKind, value = answers[kind]) {
  const call = await play.claim(await workOf(researchId, kind));
  if (value === null) await play.answer(call, "Found it.");
  else await play.answerData(call, value);
}

async function fails(researchId: string, kind: PhaseKind) {
  const call = await play.claim(await workOf(researchId, kind));
  await failModelCall(sql, call, { code: "UNAVAILABLE", message: "Away." });
}

const look = (researchId: string) => advanceRun(sql, { tenant, researchId });

/** Plays a run up to its report. */
async function write(researchId: string) {
  await look(researchId);
  await does(researchId, "PLAN");
  await look(researchId);
  for (const kind of ["SEARCH", "SEARCH", "PRICES"] as const) await does(researchId, kind);
  await look(researchId);
  for (const kind of ["FUNDAMENTALS", "RISK"] as const) await does(researchId, kind);
  await look(researchId);
  await does(researchId, "WRITE");
  await look(researchId);
}

const statusOf = async (id: string) =>
  (await sql`select status, verified, failure from research_runs where id = ${id}`)[0];
const kinds = async (id: string) =>
  (await phasesOf(sql as never, id)).map((p) => `${p.kind}${p.round} ${p.status}`);

test("a run is refused under an alias that its agents do not have", async () => {
  await assert.rejects(
    start({ alias: "canary" }),
    (e) => e instanceof Refusal && /no alias canary: research-/.test(JSON.stringify(e.error)),
  );
});

test("a run goes from its plan to a verified report, and each step opens the next phases once", async () => {
  const { researchId } = await start({ symbols: [] });
  const first = await look(researchId);
  assert.equal(first.opened.length, 1);
  assert.deepEqual((await look(researchId)).opened, []);
  await write(researchId);
  await does(researchId, "VERIFY", { passed: false, issues: [{ claim: "a", problem: "b" }] });
  await look(researchId);
  await does(researchId, "WRITE");
  await look(researchId);
  await does(researchId, "VERIFY");
  assert.deepEqual((await look(researchId)).advance, { next: "ended" });
  assert.deepEqual(await statusOf(researchId), {
    status: "COMPLETED",
    verified: true,
    failure: null,
  });
  assert.deepEqual((await kinds(researchId)).slice(-4), [
    "WRITE1 COMPLETED",
    "VERIFY1 COMPLETED",
    "WRITE2 COMPLETED",
    "VERIFY2 COMPLETED",
  ]);
  assert.equal((await play.eventsOf(researchId)).at(-1), "ResearchEnded COMPLETED");
  const listed = await conversationPage(sql, tenant, {}, { first: 250 });
  const titles = listed.items.map((i) => i.node.title);
  assert.ok(!titles.includes("Verification"));
});

test("a report with a gap is not verified, although the verifier accepts it", async () => {
  const { researchId } = await start({ symbols: ["AMD"] });
  await write(researchId);
  await does(researchId, "VERIFY");
  await look(researchId);
  assert.deepEqual(await statusOf(researchId), {
    ...{ status: "COMPLETED", verified: false, failure: null },
  });
  const outcomes = (await phasesOf(sql as never, researchId)).map((p) => p.outcome);
  const gaps = outcomes.flatMap((o) => o?.kind === "Report" ? o.gaps : []);
  assert.deepEqual(gaps.map((g) => `${g.kind} ${g.subject}`), Array(3).fill("FIGURE AMD"));
  const verdict = outcomes.at(-1);
  assert.ok(verdict?.kind === "Verification" && verdict.accepted && !verdict.passed);
});

test("a failed search is shown and skipped; too many end the run and its open turns", async () => {
  const { researchId } = await start();
  await look(researchId);
  await does(researchId, "PLAN");
  await look(researchId);
  await fails(researchId, "SEARCH");
  await does(researchId, "SEARCH");
  assert.deepEqual((await look(researchId)).advance.next, "wait");
  assert.ok((await kinds(researchId)).includes("FUNDAMENTALS1 QUEUED"));

  const other = (await start()).researchId;
  await look(other);
  await does(other, "PLAN");
  await look(other);
  await fails(other, "SEARCH");
  await fails(other, "SEARCH");
  assert.deepEqual((await look(other)).advance, { next: "ended" });
  assert.equal((await statusOf(other))?.failure.code, "UNAVAILABLE");
  assert.deepEqual(await kinds(other), [
    "PLAN1 COMPLETED",
    "SEARCH1 FAILED",
    "SEARCH1 FAILED",
    "PRICES1 CANCELLED",
  ]);
});

test("each attempt restarts the phase's text in the run's stream, until the phase ends", async () => {
  const { researchId } = await start();
  await look(researchId);
  const ref = await workOf(researchId, "PLAN");
  const read = async () => {
    const { drafts } = await readChanges(sql, [{
      tenant,
      streamId: researchId,
      seq: 0,
      at: null,
      draft: 0,
    }]);
    return drafts.map((d) => [d.entryId.split("_")[0], d.text]);
  };
  const tell = async (call: Awaited<ReturnType<typeof play.claim>>, text: string) => {
    const { draftId: entryId, researchId: streamId } = call.phase ?? assert.fail();
    const chunk = { entryId, streamId, part: 0, kind: "TEXT" as const, offset: 0, text };
    return await writeOne(sql, call, [], [chunk]);
  };
  const first = await play.claim(ref);
  assert.equal(await tell(first, "one"), "written");
  assert.deepEqual(await read(), [["phase", "one"]]);
  const second = await later(ref);
  assert.deepEqual(await read(), []);
  assert.equal(await tell(first, "late"), "lost");
  assert.equal(await tell(second, "two"), "written");
  assert.deepEqual(await read(), [["phase", "two"]]);
  await play.answerData(second, answers.PLAN);
  await look(researchId);
  assert.deepEqual(await read(), []);
  assert.deepEqual((await play.eventsOf(researchId)).slice(0, 4), [
    "PhaseChanged QUEUED",
    "PhaseChanged RUNNING",
    "PhaseChanged RUNNING",
    "PhaseChanged COMPLETED",
  ]);
});

/** Claims again once the lease of the attempt before is over. */
async function later(ref: Parameters<typeof play.claim>[0]) {
  await sql`update calls set leased_until = now() - interval '1 minute'
    where conversation_id = ${ref.conversationId}`;
  return await play.claim(ref);
}

test("a cancelled run cancels its turns and ends; finished phases stay", async () => {
  const { researchId } = await start();
  await look(researchId);
  await does(researchId, "PLAN");
  await look(researchId);
  const command = { idempotencyKey: newKey(), researchId, reason: "enough" };
  await cancelResearch(sql, caller, command);
  const cancelled = await sql`select from turns t join conversations c on c.id = t.conversation_id
    where c.research_id = ${researchId} and t.status = 'CANCELLED'`;
  assert.equal(cancelled.length, 3);
  assert.equal((await statusOf(researchId))?.status, "CANCELLED");
  assert.deepEqual(await kinds(researchId), [
    "PLAN1 COMPLETED",
    "SEARCH1 CANCELLED",
    "SEARCH1 CANCELLED",
    "PRICES1 CANCELLED",
  ]);
  assert.deepEqual((await look(researchId)).advance, { next: "ended" });
  assert.equal((await cancelResearch(sql, caller, command)).replayed, true);
});

test("a fork keeps the phases before its phase and repeats the rest", async () => {
  const { researchId } = await start();
  await write(researchId);
  const [written] = await sql<{ id: string }[]>`select id from research_phases
    where research_id = ${researchId} and kind = 'WRITE'`;
  const command = { idempotencyKey: newKey(), phaseId: written?.id ?? "", budget: null };
  const fork = await forkResearch(sql, caller, command, place);
  const { opened } = await look(fork.researchId);
  assert.equal(opened.length, 1);
  assert.deepEqual((await kinds(fork.researchId)).at(-1), "WRITE1 QUEUED");
  assert.equal((await kinds(fork.researchId)).length, 7);
  await does(fork.researchId, "WRITE");
  await look(fork.researchId);
  await does(fork.researchId, "VERIFY");
  assert.deepEqual((await look(fork.researchId)).advance, { next: "ended" });
});

test("the budget of a run applies to all its phases together", async () => {
  const { researchId } = await start({ budget: { ...noBudget, modelCalls: 1 } });
  await look(researchId);
  await does(researchId, "PLAN");
  await look(researchId);
  const next = await play.next(await workOf(researchId, "PRICES"));
  assert.deepEqual(next, { next: "advance" });
  await play.next(await workOf(researchId, "SEARCH"));
  await look(researchId);
  await play.next(await workOf(researchId, "SEARCH"));
  assert.deepEqual((await look(researchId)).advance, { next: "ended" });
  assert.equal((await statusOf(researchId))?.failure.code, "BUDGET_EXCEEDED");
});
