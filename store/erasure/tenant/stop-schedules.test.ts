import assert from "node:assert/strict";
import { test } from "node:test";
import { triggerSchedule } from "../../commands/trigger-schedule.ts";
import { at, schedules } from "../../schedule/testing.ts";
import { caller, newKey, registerAnalyst, testDatabase } from "../../testing/database.ts";
import { stopSchedules } from "./stop-schedules.ts";
import { workflowSubjects } from "./remaining-work.ts";

test("schedules of a tenant that is erased start nothing more, and still name their workflows", async () => {
  await using db = await testDatabase();
  await registerAnalyst(db.sql);
  const make = schedules(db.sql);
  const id = await make.create();
  await make.fire(id, at("07:10"));
  const asked = { idempotencyKey: newKey(), scheduleId: id };
  await triggerSchedule(db.sql, caller, asked, at("07:15"));
  await stopSchedules(db.sql, "default", at("07:16"));
  await stopSchedules(db.sql, "default", at("07:17"));
  assert.match((await make.read(id)).paused?.reason ?? "", /erased/);
  assert.equal(await make.fire(id, at("07:15"), { hasWaited: true }), null);
  assert.equal(await make.fire(id, at("07:20")), null);
  const subjects = await workflowSubjects(db.sql, "default");
  assert.deepEqual(subjects.schedules, [id]);
  assert.deepEqual([...subjects.firings], [{ scheduleId: id, due: at("07:10") }]);
});
