import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { inTenant } from "../database/in-tenant.ts";
import { consumeFeeds } from "../feed/consume-feed.ts";
import { movePending } from "../feed/move-pending.ts";
import { noBudget } from "../../protocol/budget/budget.ts";
import { removeSchedule } from "../schedule/arm-schedules.ts";
import { purgeFirings } from "../schedule/purge-firings.ts";
import { firingsConsumer } from "../schedule/settle-firings.ts";
import { at, everyTenMinutes, schedules } from "../schedule/testing.ts";
import { failModelCall } from "../call/retry-model-call.ts";
import { player } from "../testing/play-turns.ts";
import {
  anySchema,
  caller,
  newKey,
  registerAnalyst,
  type TestDatabase,
  testDatabase,
} from "../testing/database.ts";
import { noSettings } from "../../protocol/agent/agent.ts";
import type { ScheduleWork } from "../../protocol/schedule/schedule.ts";
import { unchecked } from "../../protocol/research/resolved-symbol.ts";
import { researchAgents } from "../../protocol/research/phase.ts";
import { closeConversation } from "./close-conversation.ts";
import { registerAgent } from "./register-agent.ts";
import { fireSchedule } from "./fire-schedule.ts";
import { deleteSchedule } from "./delete-schedule.ts";
import { pauseSchedule, resumeSchedule } from "./pause-schedule.ts";
import { backfillSchedule, triggerSchedule } from "./trigger-schedule.ts";
import { updateSchedule } from "./update-schedule.ts";
import { localPrincipal } from "../../protocol/auth/principal.ts";
import { Refusal } from "../refusal.ts";

let db: TestDatabase;
let make: ReturnType<typeof schedules>;
let play: ReturnType<typeof player>;
before(async () => {
  db = await testDatabase();
  await registerAnalyst(db.sql);
  make = schedules(db.sql);
  play = player(db.sql);
});
after(() => db[Symbol.asyncDispose]());

/** For how long firings are kept, ms. */
const keptMs = 30 * 24 * 60 * 60_000;
const outcomes = async (id: string) =>
  (await make.history(id)).map(({ due, outcome }) => [due.toISOString().slice(11, 16), outcome]);
const turns = async () => {
  const [row] = await db.sql<{ n: number }[]>`select count(*)::integer as n from turns`;
  return row?.n ?? 0;
};
/** The model answers the turn of a firing, and the feed reports its end. */
async function answer(conversationId: string | null | undefined, said = "Nothing.") {
  const ref = { tenant: "default", conversationId: conversationId ?? assert.fail() };
  await play.answer(await play.claim(ref), said);
  await settle();
}
async function settle() {
  await movePending(db.sql, 1_000);
  while (await consumeFeeds(db.sql, firingsConsumer) > 0);
}

test("a firing starts its work once, however often and at once it comes", async () => {
  const id = await make.create();
  const before = await turns();
  const fired = await Promise.all([1, 2, 3, 4].map(() => make.fire(id, at("07:10"))));
  assert.equal(new Set(fired.map((one) => one?.turnId)).size, 1);
  assert.equal(fired[0]?.outcome, "STARTED");
  assert.equal((await make.fire(id, at("07:10")))?.id, fired[0]?.id);
  assert.equal(await turns(), before + 1);
  const [said] = await inTenant(db.sql, "default")`select content from entries
    where turn_id = ${fired[0]?.turnId ?? ""}`;
  assert.equal(said?.content[0].text, "What is new until 2031-03-10T07:10:00Z?");
});

test("a time that is none of the schedule, or before it was made, fires nothing", async () => {
  const id = await make.create();
  for (const time of ["07:05", "07:00", "06:50"]) assert.equal(await make.fire(id, at(time)), null);
  assert.equal(await make.fire("schedule_none", at("07:10")), null);
  assert.deepEqual(await make.history(id), []);
});

test("SKIP starts nothing while the last one goes on, and says which", async () => {
  const id = await make.create();
  const first = await make.fire(id, at("07:10"));
  const second = await make.fire(id, at("07:20"));
  assert.equal(second?.outcome, "SKIPPED_OVERLAP");
  assert.match(second?.reason ?? "", /2031-03-10T07:10:00Z/);
  await answer(first?.conversationId);
  assert.equal((await make.fire(id, at("07:30")))?.outcome, "STARTED");
  assert.equal((await make.history(id))[0]?.status, "COMPLETED");
});

test("BUFFER_ONE lets one wait, which starts after the end of the other", async () => {
  const id = await make.create({ overlap: "BUFFER_ONE" });
  const first = await make.fire(id, at("07:10"));
  assert.equal((await make.fire(id, at("07:20")))?.outcome, "WAITING");
  assert.equal((await make.fire(id, at("07:30")))?.outcome, "SKIPPED_OVERLAP");
  assert.equal((await make.fire(id, at("07:20"), { hasWaited: true }))?.outcome, "WAITING");
  await answer(first?.conversationId);
  const waited = await make.fire(id, at("07:20"), { hasWaited: true, now: at("08:00") });
  assert.equal(waited?.outcome, "STARTED", "having waited is not being late");
  assert.equal(waited?.reason, null);
});

test("CANCEL_OTHER cancels what goes on and starts", async () => {
  const id = await make.create({ overlap: "CANCEL_OTHER" });
  await make.fire(id, at("07:10"));
  assert.equal((await make.fire(id, at("07:20")))?.outcome, "STARTED");
  await settle();
  const [first, second] = await make.history(id);
  assert.deepEqual([first?.status, second?.status], ["CANCELLED", null]);
  assert.equal((await make.read(id)).failures, 0, "a cancelled one has not failed");
});

test("ALLOW starts at the same time", async () => {
  const id = await make.create({ overlap: "ALLOW" });
  for (const time of ["07:10", "07:20"]) await make.fire(id, at(time));
  assert.deepEqual(await outcomes(id), [["07:10", "STARTED"], ["07:20", "STARTED"]]);
});

test("a firing that comes after the catch-up time is missed", async () => {
  const id = await make.create();
  const late = await make.fire(id, at("07:10"), { now: at("07:21") });
  assert.equal(late?.outcome, "MISSED");
  assert.equal((await make.fire(id, at("07:20"), { now: at("07:29") }))?.outcome, "STARTED");
});

test("a backfill over past firings starts those that started nothing, one after the other", async () => {
  const id = await make.create();
  const first = await make.fire(id, at("07:10"));
  await make.fire(id, at("07:20"));
  await make.fire(id, at("07:30"), { now: at("08:00") });
  await answer(first?.conversationId);
  const period = { from: at("07:10").toISOString(), to: at("07:40").toISOString() };
  const ask = (dryRun: boolean) =>
    backfillSchedule(
      db.sql,
      caller,
      { idempotencyKey: newKey(), scheduleId: id, dryRun, ...period },
      at("08:00"),
      keptMs,
    );
  const dry = await ask(true);
  assert.deepEqual(dry.fires, ["07:20", "07:30", "07:40"].map((time) => at(time).toISOString()));
  assert.deepEqual(dry.started, [at("07:10").toISOString()]);
  assert.equal((await make.history(id)).length, 3, "a dry run writes nothing");
  await ask(false);
  const again = await ask(false);
  assert.deepEqual(again.fires, [], "what waits is not asked for twice");
  const wait = (time: string) => make.fire(id, at(time), { hasWaited: true, now: at("08:00") });
  const second = await wait("07:20");
  assert.equal(second?.outcome, "STARTED");
  assert.equal((await wait("07:30"))?.outcome, "WAITING");
  await answer(second?.conversationId);
  assert.equal((await wait("07:30"))?.outcome, "STARTED");
  assert.equal((await make.fire(id, at("07:10"), { now: at("08:00") }))?.turnId, first?.turnId);
});

test("a backfill of times whose firings are deleted is refused: they would start twice", async () => {
  const id = await make.create();
  const first = await make.fire(id, at("07:10"));
  await answer(first?.conversationId);
  const now = new Date(at("07:10").getTime() + keptMs + 1);
  await purgeFirings(db.sql, at("07:11"), 1_000);
  const period = { from: at("07:10").toISOString(), to: at("07:20").toISOString() };
  const command = { idempotencyKey: newKey(), scheduleId: id, dryRun: false, ...period };
  await assert.rejects(backfillSchedule(db.sql, caller, command, now, keptMs), /1 fault/);
  assert.deepEqual(await make.history(id), []);
});

test("a backfill of too many times is refused and writes nothing", async () => {
  const id = await make.create({ spec: { kind: "every", everyMs: 60_000, offsetMs: 0 } });
  const from = new Date(at("07:00").getTime() - 251 * 60_000).toISOString();
  const command = { idempotencyKey: newKey(), scheduleId: id, from, to: at("07:00").toISOString() };
  const refused = backfillSchedule(
    db.sql,
    caller,
    { ...command, dryRun: false },
    at("07:00"),
    keptMs,
  );
  await assert.rejects(refused, /1 fault/);
  assert.deepEqual(await make.history(id), []);
});

test("at most a thousand firings of a schedule wait", async () => {
  const id = await make.create({ spec: { kind: "every", everyMs: 60_000, offsetMs: 0 } });
  const ask = (hours: number) => {
    const to = new Date(at("07:00").getTime() - hours * 3_600_000);
    const from = new Date(to.getTime() - 249 * 60_000);
    const period = { from: from.toISOString(), to: to.toISOString(), dryRun: false };
    const command = { idempotencyKey: newKey(), scheduleId: id, ...period };
    return backfillSchedule(db.sql, caller, command, at("07:00"), keptMs);
  };
  for (const hours of [0, 5, 10, 15]) await ask(hours);
  await assert.rejects(
    ask(20),
    ({ error }: Refusal) => error.type === "ConflictError" && error.reason === "QUEUE_FULL",
  );
});

test("a paused schedule fires nothing but what is asked for, and makes up for nothing when it is resumed", async () => {
  const id = await make.create();
  const pause = { idempotencyKey: newKey(), scheduleId: id, reason: "Holidays.", until: null };
  await pauseSchedule(db.sql, caller, pause, at("07:05"));
  assert.equal(await make.fire(id, at("07:10")), null);
  const { firingId } = await triggerSchedule(
    db.sql,
    caller,
    { idempotencyKey: newKey(), scheduleId: id },
    at("07:12"),
  );
  const asked = await make.fire(id, at("07:12"), { hasWaited: true });
  assert.deepEqual([asked?.id, asked?.outcome, asked?.cause], [firingId, "STARTED", "MANUAL"]);
  await answer(asked?.conversationId);
  const again = { idempotencyKey: newKey(), scheduleId: id };
  await resumeSchedule(db.sql, caller, again, localPrincipal, at("07:15"));
  assert.equal(await make.fire(id, at("07:10"), { now: at("07:16") }), null);
  assert.equal((await make.fire(id, at("07:20")))?.outcome, "STARTED");
});

test("five failures in a row pause it, a success in between starts the count again", async () => {
  const id = await make.create({ pauseAfterFailures: 2, overlap: "ALLOW" });
  const end = async (time: string, ok: boolean) => {
    const fired = await make.fire(id, at(time));
    if (ok) return await answer(fired?.conversationId);
    const call = await play.claim({
      tenant: "default",
      conversationId: fired?.conversationId ?? "",
    });
    await failModelCall(db.sql, call, { code: "REFUSED", message: "No." });
    await settle();
  };
  await end("07:10", false);
  await end("07:20", true);
  await end("07:30", false);
  assert.equal((await make.read(id)).paused, null);
  await end("07:40", false);
  const { paused, failures } = await make.read(id);
  assert.deepEqual([paused?.by.kind, failures], ["SYSTEM", 2]);
  assert.match(paused?.reason ?? "", /2 times/);
  assert.equal(await make.fire(id, at("07:50")), null);
});

test("a refused start is a firing with the reason, counts as a failure and leaves nothing behind", async () => {
  const ref = await play.start("hello");
  const message = { kind: "message", conversationId: ref.conversationId, text: "Go on." } as const;
  const id = await make.create({ work: message, pauseAfterFailures: 1 });
  const close = { idempotencyKey: newKey(), conversationId: ref.conversationId };
  await closeConversation(db.sql, caller, close);
  const fired = await make.fire(id, at("07:10"));
  assert.deepEqual([fired?.outcome, fired?.turnId], ["REFUSED", null]);
  assert.match(fired?.reason ?? "", /closed/);
  assert.notEqual((await make.read(id)).paused, null);
});

test("a message has the reply to the last one", async () => {
  const ref = await play.start("hello");
  await play.answer(await play.claim(ref), "Hi.");
  const { conversationId } = ref;
  const work = { kind: "message", conversationId, text: "Before: [{{last.reply}}]" } as const;
  const id = await make.create({ work });
  const said = async (turnId: string | null | undefined) => {
    const [row] = await inTenant(db.sql, "default")`select content from entries
      where turn_id = ${turnId ?? ""} and role = 'USER'`;
    return row?.content[0].text;
  };
  assert.equal(await said((await make.fire(id, at("07:10")))?.turnId), "Before: []");
  await answer(conversationId, "All quiet.");
  assert.equal(await said((await make.fire(id, at("07:20")))?.turnId), "Before: [All quiet.]");
});

test("a change needs the revision that was read, and a new spec fires from then on", async () => {
  const id = await make.create();
  const change = { spec: { ...everyTenMinutes.spec, everyMs: 900_000 } as never };
  const update = (expectedRevision: number) =>
    updateSchedule(
      db.sql,
      caller,
      { idempotencyKey: newKey(), scheduleId: id, expectedRevision, change },
      localPrincipal,
      at("07:12"),
    );
  await update(1);
  await assert.rejects(update(1), (error: Refusal) => {
    assert.ok(error.error.type === "ConflictError" && error.error.reason === "STALE");
    return true;
  });
  assert.equal(await make.fire(id, at("07:10")), null, "a time of the old spec");
  assert.equal((await make.fire(id, at("07:15")))?.outcome, "STARTED");
});

test("a deleted schedule is read no more and fires nothing; what it started goes on", async () => {
  const id = await make.create();
  const fired = await make.fire(id, at("07:10"));
  await deleteSchedule(db.sql, caller, { idempotencyKey: newKey(), scheduleId: id }, at("07:11"));
  await assert.rejects(make.read(id));
  assert.equal(await make.fire(id, at("07:20")), null);
  await answer(fired?.conversationId);
});

test("an unknown agent or conversation is refused when the schedule is made", async () => {
  const work = { ...everyTenMinutes.work, agent: "absent" } as never;
  await assert.rejects(make.create({ work }), /absent/);
  const message = { kind: "message", conversationId: "conversation_none", text: "x" } as const;
  await assert.rejects(make.create({ work: message }), /conversation/);
});

test("a budget of each firing limits what it starts, and one without a price is refused at once", async () => {
  const budgetPerFiring = { ...noBudget, modelCalls: 3, tokens: 5_000 };
  const id = await make.create({ budgetPerFiring });
  const fired = await make.fire(id, at("07:10"));
  const [row] = await db.sql`select budget from conversations
    where id = ${fired?.conversationId ?? ""}`;
  assert.deepEqual([row?.budget.modelCalls, row?.budget.tokens], [3, 5_000]);
  const unpriced = { ...noBudget, cost: { nanos: 1, currency: "XXX" } };
  await assert.rejects(make.create({ budgetPerFiring: unpriced }), Refusal);
});

test("a deletion and a firing at once leave no firing of a schedule that is gone", async () => {
  for (let round = 0; round < 5; round++) {
    const id = await make.create();
    const gone = { idempotencyKey: newKey(), scheduleId: id };
    const [fired] = await Promise.all([
      make.fire(id, at("07:10")),
      deleteSchedule(db.sql, caller, gone, at("07:10")),
    ]);
    await removeSchedule(db.sql, { tenant: "default", id });
    const rows = await db.sql`select from firings where schedule_id = ${id}`;
    assert.equal(rows.length, 0);
    const work = await db.sql`select from turns where id = ${fired?.turnId ?? ""}`;
    assert.equal(work.length, fired === null ? 0 : 1, "what it started stays");
  }
});

test("firings are deleted after their retention, except those whose work goes on", async () => {
  const [open, lost] = [await make.create(), await make.create()];
  for (const id of [open, lost]) await make.fire(id, at("07:10"));
  await db.sql`update firings set turn_id = 'turn_erased' where schedule_id = ${lost}`;
  const late = at("08:00");
  while (await purgeFirings(db.sql, late, 100) > 0);
  assert.deepEqual(await outcomes(open), [["07:10", "STARTED"]]);
  assert.deepEqual(await outcomes(lost), []);
});

test("a tenant has a thousand schedules at most, however many are made at once", async () => {
  const tenant = "crowded";
  await registerAnalyst(db.sql, { ...caller, tenant });
  const crowd = schedules(db.sql, { ...caller, tenant });
  const first = await crowd.create();
  await db
    .sql`insert into schedules select (jsonb_populate_record(s, jsonb_build_object('id', 'schedule_' || n))).*
    from schedules s, generate_series(1, 998) n where s.id = ${first}`;
  const made = await Promise.allSettled([1, 2, 3].map(() => crowd.create()));
  const refused = made.filter((one) => one.status === "rejected");
  assert.equal(refused.length, 2);
  for (const { reason } of refused) assert.equal(reason.error.reason, "SCHEDULES_FULL");
});

test("work whose input is refused has a reason that names what is wrong with it", async () => {
  for (const name of Object.values(researchAgents)) {
    await registerAgent(db.sql, caller, {
      ...{ idempotencyKey: newKey(), name, description: null, model: "m", tools: [], note: null },
      ...{ instructions: "Be brief.", settings: noSettings, alias: "stable" },
      ...{ turnBudget: noBudget, conversationBudget: noBudget },
    }, anySchema);
  }
  const work: ScheduleWork = {
    ...{
      kind: "research" as const,
      question: "How is it?",
      symbols: ["ZZZZ"],
      allowUnknown: false,
    },
    ...{ searches: 1, revisions: 0, language: "en", alias: "stable" },
  };
  const id = await make.create({ work });
  const unknown = { ...unchecked("ZZZZ"), known: false, suggestions: [] };
  const place = { provider: "emulator", sampleMarketData: true };
  const fired = await fireSchedule(
    db.sql,
    { tenant: "default", scheduleId: id, due: at("07:10"), hasWaited: false },
    {
      now: at("07:10"),
      place,
      costLimits: { costPerDay: null, costPerMonth: null },
      answers: [unknown],
    },
  );
  assert.equal(fired?.outcome, "REFUSED");
  assert.match(fired?.reason ?? "", /ZZZZ/);
});
