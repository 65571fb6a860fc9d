import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Outcomes } from "../../protocol/telemetry/outcomes.ts";
import { cancelTurn } from "../commands/cancel-turn.ts";
import { connect } from "../database/connect.ts";
import type { Sql } from "../database/sql.ts";
import { retryModelCall } from "../call/retry-model-call.ts";
import { startConversation } from "../commands/start-conversation.ts";
import {
  caller,
  newKey,
  registerAnalyst,
  type TestDatabase,
  testDatabase,
  withAnalyst,
} from "../testing/database.ts";
import { player, type Ref } from "../testing/play-turns.ts";
import { OutcomeReporter } from "./outcome-reporter.ts";

let db: TestDatabase;
let sql: Sql;
let told: Outcomes[] = [];
let lost = 0;
const follower = new OutcomeReporter({
  report: (happened) => told.push(happened),
  onLost: (events) => lost += events,
});
before(async () => {
  db = await testDatabase();
  await registerAnalyst(db.sql);
  sql = connect(db.url, { name: "test-told", onEvents: (events) => follower.take(events) });
  follower.start(sql);
});
after(async () => {
  await sql.end({ timeout: 1 });
  await db[Symbol.asyncDispose]();
});

async function begin(): Promise<Ref> {
  const { conversationId } = await startConversation(
    sql,
    { ...caller, traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" },
    withAnalyst("hello"),
    "emulator",
  );
  return { tenant: "default", conversationId };
}

async function toldOnce(): Promise<Outcomes> {
  told = [];
  await follower.flush();
  assert.equal(told.length, 1);
  return told[0] ?? assert.fail();
}

test("a turn and its model call are told once, by agent and model, with tokens and the trace", async () => {
  const p = player(sql);
  const ref = await begin();
  await p.answer(await p.claim(ref), "fine");
  const { turns, calls } = await toldOnce();
  assert.deepEqual(turns.map((t) => [t.agent, t.status, t.code]), [["analyst", "COMPLETED", null]]);
  assert.ok((turns[0]?.tookMs ?? -1) >= 0 && (turns[0]?.waitMs ?? -1) >= 0);
  assert.match(turns[0]?.traceparent ?? "", /0af7651916cd43dd8448eb211c80319c/);
  const [call] = calls;
  assert.deepEqual([call?.kind, call?.model, call?.inputTokens, call?.costNanos], [
    "model",
    "m",
    5,
    null,
  ]);
  told = [];
  await follower.flush();
  assert.deepEqual(told, []);
});

test("a retry is told with its cause, and what a cancel ends with it", async () => {
  const p = player(sql);
  const ref = await begin();
  const call = await p.claim(ref);
  await retryModelCall(sql, call, {
    failure: { code: "RATE_LIMITED", message: "slow down" },
    ...{ retryAt: new Date(), consumed: false, remoteConversationUnknown: false, counts: true },
  });
  await cancelTurn(sql, caller, { idempotencyKey: newKey(), turnId: call.turnId, reason: null });
  const { retries, turns, calls } = await toldOnce();
  assert.deepEqual(retries.map((r) => [r.target, r.code, r.attempt]), [["m", "RATE_LIMITED", 1]]);
  assert.equal(turns[0]?.status, "CANCELLED");
  assert.equal(calls[0]?.status, "CANCELLED");
});

test("a question to a human is told when it is asked, in two streams or not, and when it is withdrawn", async () => {
  const p = player(sql);
  const ref = await begin();
  const call = await p.claim(ref);
  await p.ask(call, ["x"], "prices", "trade");
  assert.deepEqual((await toldOnce()).approvals.map((a) => a.verdict), ["PENDING"]);
  await cancelTurn(sql, caller, { idempotencyKey: newKey(), turnId: call.turnId, reason: null });
  const { approvals } = await toldOnce();
  assert.deepEqual(approvals.map((a) => a.verdict), ["WITHDRAWN"]);
  assert.ok((approvals[0]?.waitMs ?? -1) >= 0);
});

test("a transaction that is rolled back tells nothing; a batch that cannot be read is counted as lost", async () => {
  told = [];
  await assert.rejects(sql.begin(async () => {
    await Promise.reject(new Error("no"));
  }));
  await follower.flush();
  assert.deepEqual(told, []);
  const broken = new OutcomeReporter({ report: () => assert.fail(), onLost: (n) => lost += n });
  const gone = connect("postgres://nobody@127.0.0.1:1/none", { name: "gone" });
  broken.start(gone);
  const id = "turn_x";
  broken.take([{ id, body: { kind: "TurnChanged", turnId: id, status: "FAILED" } }]);
  await broken.flush();
  await gone.end({ timeout: 1 });
  assert.equal(lost, 1);
});
