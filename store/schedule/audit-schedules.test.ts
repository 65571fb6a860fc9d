import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fireSchedule } from "../commands/fire-schedule.ts";
import { localPrincipal } from "../../protocol/auth/principal.ts";
import { deleteSchedule } from "../commands/delete-schedule.ts";
import { pauseSchedule, resumeSchedule } from "../commands/pause-schedule.ts";
import { triggerSchedule } from "../commands/trigger-schedule.ts";
import { checkSchedule } from "./check-schedule.ts";
import { watchSchedules } from "./schedule-watch.ts";
import { at, schedules } from "./testing.ts";
import {
  caller,
  newKey,
  registerAnalyst,
  type TestDatabase,
  testDatabase,
} from "../testing/database.ts";
import { player } from "../testing/play-turns.ts";
import { type AuditDeps, auditSchedules, startWaiting } from "./audit-schedules.ts";

let db: TestDatabase;
let make: ReturnType<typeof schedules>;
before(async () => {
  db = await testDatabase();
  await registerAnalyst(db.sql);
  make = schedules(db.sql);
});
after(() => db[Symbol.asyncDispose]());

const place = { provider: "emulator", sampleMarketData: true };
const costLimits = { costPerDay: null, costPerMonth: null };

/** A worker with a virtual clock, whose Temporal is there or away. */
function worker() {
  const state = { now: at("07:00"), isUnreachable: false, isStuck: false };
  const deps: AuditDeps = {
    sql: db.sql,
    fire: async (firing) =>
      state.isStuck
        ? null
        : await fireSchedule(db.sql, firing, { now: state.now, place, costLimits, answers: [] }),
    onMissed: () => {},
    onFailed: (_, error) => {
      throw error;
    },
  };
  const { signal } = new AbortController();
  /** Runs the auditor at this time, as often as it asks for. */
  const auditAt = async (time: string) => {
    state.now = at(time);
    const { now, isUnreachable: isAway } = state;
    while (await auditSchedules(deps, { now, isAway, signal }));
  };
  return {
    ...{ deps, state, auditAt },
    startWaiting: () => startWaiting(deps, signal),
    /** Runs it each minute, as a worker that goes on does. */
    async auditFrom(from: string, to: string) {
      for (let now = at(from); now <= at(to); now = new Date(now.getTime() + 60_000)) {
        await auditAt(now.toISOString().slice(11, 16));
      }
    },
  };
}

const outcomes = async (id: string) =>
  (await make.history(id)).map((one) => `${one.due.toISOString().slice(11, 16)} ${one.outcome}`);

test("a time that Temporal did not fire is fired by the auditor, once it is late", async () => {
  const { auditAt, state } = worker();
  const id = await make.create({ overlap: "ALLOW" });
  await auditAt("07:10");
  assert.deepEqual(await make.history(id), [], "Temporal still has its time");
  await auditAt("07:11");
  assert.deepEqual(await outcomes(id), ["07:10 STARTED"]);
  await make.fire(id, at("07:20"));
  await auditAt("07:22");
  assert.deepEqual(await outcomes(id), ["07:10 STARTED", "07:20 STARTED"]);
  assert.equal(state.isUnreachable, false);
});

test("after an hour without a worker, the last time is made up for and the others are missed, with the reason", async () => {
  const { auditAt, auditFrom } = worker();
  await auditFrom("07:22", "07:23");
  const id = await make.create({ overlap: "ALLOW" }, at("07:23"));
  await auditAt("08:15");
  const history = await make.history(id);
  assert.deepEqual(await outcomes(id), [
    ...["07:30 MISSED", "07:40 MISSED", "07:50 MISSED", "08:00 MISSED"],
    "08:10 STARTED",
  ]);
  assert.equal(
    history[0]?.reason,
    "No worker ran from 2031-03-10T07:23:00Z to 2031-03-10T08:15:00Z.",
  );
});

test("while Temporal is away nothing is fired, and what was missed says so", async () => {
  const { auditFrom, auditAt, state } = worker();
  await auditFrom("08:15", "08:17");
  const id = await make.create({ overlap: "ALLOW" }, at("08:17"));
  state.isUnreachable = true;
  await auditFrom("08:18", "08:45");
  assert.deepEqual(await outcomes(id), ["08:20 MISSED", "08:30 MISSED"]);
  const [first] = await make.history(id);
  assert.equal(first?.reason, "Temporal has been away since 2031-03-10T08:18:00Z.");
  state.isUnreachable = false;
  await auditAt("08:46");
  assert.deepEqual((await outcomes(id)).at(-1), "08:40 STARTED", "it can still be made up for");
});

test("a time that nothing fired although all was there says that, too", async () => {
  const { auditFrom, state } = worker();
  await auditFrom("08:46", "09:05");
  const id = await make.create({ overlap: "ALLOW", catchUpMs: 60_000 }, at("09:05"));
  state.isStuck = true;
  await auditFrom("09:06", "09:12");
  const [only] = await make.history(id);
  assert.equal(only?.outcome, "MISSED");
  assert.match(only?.reason ?? "", /although/);
});

test("a pause ends at its time, and nothing of it is missed", async () => {
  const { auditFrom } = worker();
  await auditFrom("09:12", "09:15");
  const id = await make.create({ overlap: "ALLOW" }, at("09:15"));
  const until = at("09:45").toISOString();
  const pause = { idempotencyKey: newKey(), scheduleId: id, reason: "Holidays.", until };
  await pauseSchedule(db.sql, caller, pause, at("09:15"));
  await auditFrom("09:16", "09:44");
  assert.notEqual((await make.read(id)).paused, null);
  await auditFrom("09:45", "09:52");
  assert.equal((await make.read(id)).paused, null);
  assert.deepEqual(await outcomes(id), ["09:50 STARTED"]);
});

test("a firing that waits starts after the end of the one before it", async () => {
  const { auditFrom, startWaiting, state } = worker();
  const play = player(db.sql);
  await auditFrom("09:52", "09:55");
  const id = await make.create({ overlap: "BUFFER_ONE" }, at("09:55"));
  const first = await make.fire(id, at("10:00"));
  await make.fire(id, at("10:10"));
  state.now = at("10:11");
  await startWaiting();
  assert.deepEqual(await outcomes(id), ["10:00 STARTED", "10:10 WAITING"]);
  const ref = { tenant: "default", conversationId: first?.conversationId ?? "" };
  await play.answer(await play.claim(ref), "Nothing.");
  await startWaiting();
  assert.deepEqual(await outcomes(id), ["10:00 STARTED", "10:10 STARTED"]);
});

test("a schedule whose time zone is not known any more is paused with the reason, also after it is resumed", async () => {
  const { auditFrom } = worker();
  await auditFrom("10:11", "10:12");
  const spec = { kind: "cron", expression: "0 7 * * *", timeZone: "Mars/Olympus" } as const;
  const id = await make.create({ spec }, at("10:12"));
  await auditFrom("10:13", "10:13");
  assert.match((await make.read(id)).paused?.reason ?? "", /time zone/);
  const again = { idempotencyKey: newKey(), scheduleId: id };
  await resumeSchedule(db.sql, caller, again, localPrincipal, at("10:13"));
  assert.equal(await make.fire(id, at("10:20")), null);
  await auditFrom("10:14", "10:14");
  assert.equal((await make.read(id)).paused?.by.kind, "SYSTEM");
});

test("with a jitter, the auditor leaves Temporal its time; a firing that comes after it starts nothing again", async () => {
  const { auditFrom, auditAt } = worker();
  await auditFrom("10:14", "10:15");
  const id = await make.create({ overlap: "ALLOW", jitterMs: 120_000 }, at("10:15"));
  await auditFrom("10:20", "10:22");
  assert.deepEqual(await outcomes(id), [], "Temporal fires until 10:22");
  await auditAt("10:23");
  const [fired] = await make.history(id);
  assert.equal(fired?.outcome, "STARTED");
  const late = await make.fire(id, at("10:20"), { now: at("10:24") });
  assert.deepEqual([late?.id, late?.turnId], [fired?.id, fired?.turnId]);
  await auditFrom("10:24", "10:25");
  assert.deepEqual(await outcomes(id), ["10:20 STARTED"]);
});

test("schedules that cannot be fired, however many, keep no other one from being checked", async () => {
  const { auditFrom, auditAt, state } = worker();
  await auditFrom("10:25", "10:26");
  const spec = { kind: "every", everyMs: 3_600_000, offsetMs: 0 } as const;
  const ids: string[] = [];
  for (let n = 0; n < 205; n++) ids.push(await make.create({ spec }, at("10:26")));
  await auditFrom("10:27", "11:00");
  state.isStuck = true;
  await auditAt("11:01");
  const late = await make.create({ catchUpMs: 60_000, overlap: "ALLOW" }, at("11:01"));
  await auditFrom("11:10", "11:12");
  assert.deepEqual(await outcomes(late), ["11:10 MISSED"]);
  for (const scheduleId of ids) {
    await deleteSchedule(db.sql, caller, { idempotencyKey: newKey(), scheduleId }, at("11:12"));
  }
});

test("a schedule with 300 missed times is caught up with in several transactions", async () => {
  const { auditFrom, auditAt } = worker();
  await auditFrom("11:13", "11:14");
  const spec = { kind: "every", everyMs: 60_000, offsetMs: 0 } as const;
  const id = await make.create({ spec, overlap: "SKIP", catchUpMs: 60_000 }, at("11:14"));
  await auditAt("16:15");
  const history = await make.history(id);
  assert.ok(history.length >= 250);
  const [row] = await db.sql`select count(*)::integer as n from firings
    where schedule_id = ${id} and outcome = 'MISSED'`;
  assert.ok(row?.n >= 299, `${row?.n}`);
});

test("what is asked for starts at the next look", async () => {
  const { startWaiting, state, auditFrom } = worker();
  await auditFrom("16:16", "16:16");
  const id = await make.create({}, at("16:16"));
  state.now = at("16:17");
  await triggerSchedule(db.sql, caller, { idempotencyKey: newKey(), scheduleId: id }, state.now);
  await startWaiting();
  assert.deepEqual(await outcomes(id), ["16:17 STARTED"]);
});

test("firings that wait for another one to end, however many, keep no one else waiting", async () => {
  const { startWaiting, state, auditFrom } = worker();
  await auditFrom("16:18", "16:19");
  state.now = at("16:21");
  const busy: string[] = [];
  for (let n = 0; n < 205; n++) {
    const id = await make.create({ overlap: "BUFFER_ONE" }, at("16:05"));
    await make.fire(id, at("16:10"), { now: at("16:11") });
    await make.fire(id, at("16:20"));
    busy.push(id);
  }
  const id = await make.create({}, at("16:20"));
  await triggerSchedule(db.sql, caller, { idempotencyKey: newKey(), scheduleId: id }, state.now);
  await startWaiting();
  assert.deepEqual(await outcomes(id), ["16:21 STARTED"]);
  assert.deepEqual(await outcomes(busy[0] ?? ""), ["16:10 STARTED", "16:20 WAITING"]);
});

test("firings that cannot be started, however many, keep no one else waiting", async () => {
  const { deps, state } = worker();
  state.now = at("16:23");
  const trigger = async () => {
    const scheduleId = await make.create({}, at("16:22"));
    await triggerSchedule(db.sql, caller, { idempotencyKey: newKey(), scheduleId }, state.now);
    return scheduleId;
  };
  const broken = new Set<string>();
  for (let n = 0; n < 205; n++) broken.add(await trigger());
  const id = await trigger();
  const { signal } = new AbortController();
  const fire: AuditDeps["fire"] = (firing) =>
    broken.has(firing.scheduleId) ? Promise.reject(new Error("away")) : deps.fire(firing);
  const looks = { ...deps, fire, onFailed: () => {} };
  for (let n = 0; n < 100 && (await outcomes(id))[0] !== "16:23 STARTED"; n++) {
    await startWaiting(looks, signal);
  }
  assert.deepEqual(await outcomes(id), ["16:23 STARTED"]);
  for (const scheduleId of broken) {
    await deleteSchedule(db.sql, caller, { idempotencyKey: newKey(), scheduleId }, at("16:23"));
  }
});

test("an auditor that ends after it found a late time leaves it to the next one, and a firing that waits stays", async () => {
  const { auditFrom, auditAt, startWaiting, state } = worker();
  await auditFrom("16:22", "16:24");
  const id = await make.create({ overlap: "ALLOW" }, at("16:24"));
  const now = at("16:31");
  const watch = await watchSchedules(db.sql, now, false);
  const ref = { tenant: "default", id };
  const { late } = await checkSchedule(db.sql, ref, { now, graceMs: 15_000, watch });
  assert.deepEqual(late, [at("16:30")]);
  assert.deepEqual(await outcomes(id), [], "it ended before it fired");
  await auditAt("16:32");
  assert.deepEqual(await outcomes(id), ["16:30 STARTED"]);
  await triggerSchedule(db.sql, caller, { idempotencyKey: newKey(), scheduleId: id }, at("16:33"));
  state.isStuck = true;
  await startWaiting();
  assert.deepEqual((await outcomes(id)).at(-1), "16:33 WAITING");
  state.isStuck = false;
  await startWaiting();
  assert.deepEqual((await outcomes(id)).at(-1), "16:33 STARTED");
});

test("Temporal gets a schedule again whose time it did not fire, and not all of them if all are late", async () => {
  const { auditFrom, auditAt } = worker();
  await auditFrom("16:34", "16:35");
  for (let n = 0; n < 12; n++) await make.create({ overlap: "ALLOW" }, at("16:35"));
  const armed = async () => {
    const [row] = await db
      .sql`select count(*)::integer as n from schedules where armed_revision is not null`;
    return row?.n;
  };
  const those = db.sql`created_at = ${at("16:35")}`;
  await db.sql`update schedules set armed_revision = revision where ${those}`;
  await db.sql`update schedules set check_at = null where not ${those}`;
  await auditAt("16:41");
  assert.equal(await armed(), 7);
});
