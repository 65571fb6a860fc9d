import assert from "node:assert/strict";
import { test } from "node:test";
import { localPrincipal, type Principal } from "../../protocol/auth/principal.ts";
import type { FeedItemBody } from "../../protocol/feed/feed-item.ts";
import type { ScheduleRecord } from "../../protocol/schedule/records.ts";
import { feedAccess } from "./feed-access.ts";
import { mayReadSchedule, mayReadWork } from "../../protocol/schedule/may-read.ts";
import { scheduleGuard, schedulesSeenBy } from "./schedule-access.ts";

const person = (subject: string, ...roles: Principal["roles"]): Principal => ({
  ...localPrincipal,
  ...{ kind: "USER", subject, roles },
});
const ada = person("ada", "member");
const bob = person("bob", "member");
const operator = person("op", "operator");
const viewer = person("vic", "viewer");

test("a member reads its own schedules and those of the tenant, viewers and operators all", () => {
  assert.deepEqual([ada, bob, operator, viewer].map((one) => mayReadSchedule(one, "ada")), [
    ...[true, false, true, true],
  ]);
  assert.ok(mayReadSchedule(bob, null));
  assert.deepEqual([schedulesSeenBy(bob), schedulesSeenBy(viewer)], [{ subject: "bob" }, null]);
});

test("what a schedule starts is content: operators pause it and do not read its texts", () => {
  const work = { kind: "message", conversationId: "conversation_1", text: "?" } as const;
  const admin = person("root", "admin");
  const reads = [ada, bob, operator, admin, viewer].map((one) => mayReadWork(one, "ada", work));
  assert.deepEqual(reads, [true, false, false, false, true]);
  assert.ok(
    mayReadWork(operator, "op", { ...work, text: "own" }) === mayReadWork(ada, "ada", work),
  );
  assert.ok(mayReadWork(localPrincipal, "ada", work));
});

test("an approver, and a session token, read none", () => {
  assert.ok(!mayReadSchedule(person("amy", "approver"), "amy"));
  const session: Principal = { ...ada, kind: "SESSION", bound: { kind: "agent", id: "a" } };
  assert.ok(!mayReadSchedule(session, "ada"));
});

test("a foreign schedule is answered as if there were none; one that is only readable is forbidden", async () => {
  const found = { owner: "ada" } as ScheduleRecord;
  const answer = async (principal: Principal, id = "schedule_1") => {
    const reads = {
      schedule: (asked: string) => Promise.resolve(asked === "schedule_1" ? found : null),
    };
    const done = await scheduleGuard(principal, reads)<object>(id, () => Promise.resolve({}));
    return "type" in done ? done.type : "done";
  };
  assert.equal(await answer(ada), "done");
  assert.equal(await answer(operator), "done");
  assert.equal(await answer(bob), "NotFoundError");
  assert.equal(await answer(ada, "schedule_2"), "NotFoundError");
  assert.equal(await answer(viewer), "ForbiddenError");
});

test("the feed shows schedules and firings to those who may read the schedule, whatever they started", async () => {
  const never = { mayByItself: () => Promise.resolve(false) };
  const sees = (principal: Principal, owner?: string) => {
    const requester = { principal, reason: null } as never;
    const body: FeedItemBody = {
      ...{ kind: "FeedItem", item: "FIRING_CHANGED", nodeId: "firing_1" },
      ...{ conversationId: "conversation_1", ...(owner && { owner }) },
    };
    return feedAccess(requester, never, false)(body);
  };
  assert.ok(await sees(ada, "ada"));
  assert.ok(!await sees(bob, "ada"));
  assert.ok(await sees(bob), "of the tenant");
});
