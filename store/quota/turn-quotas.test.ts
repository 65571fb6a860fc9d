import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { isLimited } from "../../protocol/budget/budget.ts";
import type { OwnLimits } from "../../protocol/quota/tenant-limits.ts";
import { usePrices } from "../budget/prices.ts";
import { cancelTurn } from "../commands/cancel-turn.ts";
import { startConversation } from "../commands/start-conversation.ts";
import { claimStaleConversations } from "../conversation/claim-stale-conversations.ts";
import { json } from "../database/sql.ts";
import {
  caller,
  newKey,
  registerAnalyst,
  type TestDatabase,
  testDatabase,
  withAnalyst,
} from "../testing/database.ts";
import { player, policy, type Ref } from "../testing/play-turns.ts";
import { claimNextAction } from "../turn/claim-next-action.ts";
import { claimWaitingTurns, waitingTenants } from "./claim-waiting-turns.ts";

/** 1,000 and 2,000 billionths for a token. */
const price = [{ model: "m", from: "2020-01-01", input: "1", output: "2" }];
let db: TestDatabase;
let play: ReturnType<typeof player>;
before(async () => {
  db = await testDatabase();
  await registerAnalyst(db.sql);
  play = player(db.sql);
  usePrices(price);
});
after(() => db[Symbol.asyncDispose]());

beforeEach(async () => {
  await db.sql`update turns set status = 'FAILED', ended_at = now() where ended_at is null`;
  await db
    .sql`update calls set status = 'FAILED', ended_at = now() where status in ('QUEUED', 'RUNNING')`;
  for (const table of ["waiting_turns", "turns_in_flight", "tenant_spending", "tenant_quotas"]) {
    await db.sql`delete from ${db.sql(table)}`;
  }
  await db.sql`delete from spending_reservations`;
});

const limit = (own: OwnLimits) =>
  db.sql`insert into tenant_quotas (tenant, own_limits, changed_by)
    values ('default', ${json(db.sql, own)}, '{}')`;
const claims = (refs: readonly Ref[]) => Promise.all(refs.map(play.next));
const kinds = (actions: { next: string }[]) => actions.map(({ next }) => next);
const started = (n: number) => Promise.all(Array.from({ length: n }, () => play.start()));

test("as many turns run as the tenant's limit allows, whatever begins at the same time", async () => {
  await limit({ turnsInFlight: 3 });
  const refs = await started(20);
  const found = kinds(await claims(refs));
  assert.equal(found.filter((next) => next === "model").length, 3);
  assert.equal(found.filter((next) => next === "rest").length, 17);
  const statuses = (await Promise.all(refs.map((ref) => play.statuses(ref)))).flat();
  assert.equal(statuses.filter((status) => status === "QUEUED").length, 17);
});

test("when a turn ends the oldest waiting one may begin, and a newer one does not overtake it", async () => {
  await limit({ turnsInFlight: 1 });
  const [first, second, third] = await Promise.all([play.start(), play.start(), play.start()]);
  const call = await play.claim(first);
  assert.deepEqual(kinds([await play.next(second), await play.next(third)]), ["rest", "rest"]);
  assert.deepEqual(await claimWaitingTurns(db.sql, null, null), []);
  await play.answer(call, "done");
  const newest = await play.start();
  assert.equal((await play.next(newest)).next, "rest");
  assert.deepEqual(await waitingTenants(db.sql, 10), ["default"]);
  assert.deepEqual(await claimWaitingTurns(db.sql, "default", null), [second]);
  assert.equal((await play.next(third)).next, "rest");
  assert.equal((await play.next(second)).next, "model");
});

test("a waiting turn that does not come for 15 s holds up no other", async () => {
  await limit({ turnsInFlight: 1 });
  const [first, missing, next] = await Promise.all([play.start(), play.start(), play.start()]);
  const call = await play.claim(first);
  assert.equal((await play.next(missing)).next, "rest");
  assert.equal((await play.next(next)).next, "rest");
  await play.answer(call, "done");
  await claimWaitingTurns(db.sql, null, null);
  await db.sql`update waiting_turns set woken_at = now() - interval '16 seconds'
    where conversation_id = ${missing.conversationId}`;
  assert.deepEqual(await claimWaitingTurns(db.sql, null, null), [next]);
  assert.equal((await play.next(next)).next, "model");
});

test("a waiting turn is not swept, and one that was cancelled waits no more", async () => {
  await limit({ turnsInFlight: 1 });
  const [first, second] = await Promise.all([play.start(), play.start()]);
  await play.claim(first);
  assert.equal((await play.next(second)).next, "rest");
  await db.sql`update conversations set woken_at = now() - interval '1 hour'`;
  const stale = (await claimStaleConversations(db.sql, 1_000)).map((c) => c.conversationId);
  assert.ok(stale.includes(first.conversationId) && !stale.includes(second.conversationId));
  const [turn] = await db.sql<{ id: string }[]>`
    select id from turns where conversation_id = ${second.conversationId}`;
  await cancelTurn(db.sql, caller, { idempotencyKey: newKey(), turnId: turn!.id, reason: null });
  await claimWaitingTurns(db.sql, null, null);
  assert.deepEqual(await waitingTenants(db.sql, 10), []);
});

test("turns of research runs count as well", async () => {
  await limit({ turnsInFlight: 1 });
  const [phase, other] = await Promise.all([play.start(), play.start()]);
  await db.sql`update conversations set research_id = 'research_1'
    where id = ${phase.conversationId}`;
  assert.equal((await play.next(phase)).next, "model");
  assert.deepEqual(await play.next(other), { next: "rest", waits: true });
});

test("without a limit nothing waits and nothing is recorded", async () => {
  assert.deepEqual(kinds(await claims(await started(5))), Array(5).fill("model"));
  const [row] = await db.sql<{ n: number }[]>`select count(*) as n from turns_in_flight`;
  assert.equal(row!.n, 0);
});

test("the default of the deployment applies to a tenant without an own limit", async () => {
  const tenantDefaults = { turnsInFlight: 1, costPerDay: null, costPerMonth: null };
  const [first, second] = await Promise.all([play.start(), play.start()]);
  const next = (ref: Ref) => claimNextAction(db.sql, ref, { ...policy, tenantDefaults });
  assert.deepEqual(kinds([await next(first), await next(second)]), ["model", "rest"]);
  await limit({ turnsInFlight: null });
  assert.equal((await next(second)).next, "model");
});

/** Cost of all calls of this day, as the usage report sums it. */
async function spent(): Promise<number> {
  const [row] = await db.sql<{ nanos: number }[]>`
    select coalesce(sum(c.input_tokens * c.input_rate + c.output_tokens * c.output_rate), 0)::bigint as nanos
    from calls c where tenant = 'default'`;
  return row!.nanos;
}

test("of 100 turns at once those begin that the tenant's money has room for, and the limit is never exceeded", async () => {
  const before = await spent();
  const room = 3 * (16_384 * 2_000 + 1_000_000);
  await limit({ costPerDay: before + room });
  const refs = await started(100);
  const actions = await claims(refs);
  const calls = actions.flatMap((action) => action.next === "model" ? [action.call] : []);
  assert.ok(calls.length >= 3 && calls.length < 10, `${calls.length} calls`);
  const [reserved] = await db.sql<{ nanos: number }[]>`
    select sum(nanos)::bigint as nanos from spending_reservations`;
  assert.ok(reserved!.nanos <= room, "reservations exceed the limit");
  assert.ok(calls.every(({ maxTokens }) => maxTokens !== null && maxTokens <= 16_384));
  const others = actions.filter(({ next }) => next !== "model");
  assert.ok(others.every(({ next }) => next === "later"), "the others wait for what is reserved");
  // The answers cost little, so that all of the others have room.
  for (const call of calls) await play.answer(call, "short");
  for (const ref of refs.slice(-3)) {
    const next = await play.next(ref);
    if (next.next === "model") await play.answer(next.call, "short");
  }
  assert.ok(await spent() - before <= room);
});

test("a turn whose tenant has spent its day or its month fails when it would begin", async () => {
  for (const own of [{ costPerDay: 1 }, { costPerMonth: 1 }]) {
    await db.sql`delete from tenant_quotas`;
    await limit(own);
    const ref = await play.start();
    assert.equal((await play.next(ref)).next, "advance");
    assert.deepEqual(await play.statuses(ref), ["FAILED"]);
    const [turn] = await db.sql<{ failure: { code: string; message: string } }[]>`
      select failure from turns where conversation_id = ${ref.conversationId}`;
    assert.equal(turn!.failure.code, "BUDGET_EXCEEDED");
    assert.match(turn!.failure.message, /tenant's (day|month)/);
  }
});

test("what was spent before the limit was set counts, and what a call reserved is given back", async () => {
  const call = await play.claim(await play.start());
  await play.answer(call, "before the limit");
  const before = await spent();
  assert.ok(before > 0);
  await limit({ costPerDay: before + 16_384 * 2_000 + 1_000_000 });
  for (let n = 0; n < 5; n++) {
    await play.answer(await play.claim(await play.start()), "short");
  }
  const [row] = await db.sql<{ daySettled: number; dayOpen: number }[]>`
    select * from settle_spending('default', '')`;
  assert.deepEqual([row!.daySettled, row!.dayOpen], [await spent(), 0]);
});

test("a model without a known price is not called where the tenant's money is limited", async () => {
  usePrices([]);
  try {
    await limit({ costPerDay: 1e12 });
    const ref = await play.start();
    assert.equal((await play.next(ref)).next, "advance");
    assert.deepEqual(await play.statuses(ref), ["FAILED"]);
  } finally {
    usePrices(price);
  }
});

test("the tenant's limits do not change what a conversation without limits is", async () => {
  await limit({ turnsInFlight: 5 });
  const { conversationId } = await startConversation(db.sql, caller, withAnalyst(null), "emulator");
  const [row] = await db.sql<{ budget: object }[]>`
    select budget from conversations where id = ${conversationId}`;
  assert.equal(isLimited(row!.budget as never), false);
});
