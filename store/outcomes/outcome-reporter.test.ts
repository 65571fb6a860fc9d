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
const reported: Outcomes[] = [];
let lost = 0;
const reporter = new OutcomeReporter({
  report: (outcomes) => reported.push(outcomes),
  wantsCalls: true,
  onLost: (events) => lost += events,
});
before(async () => {
  db = await testDatabase();
  await registerAnalyst(db.sql);
  sql = connect(db.url, {
    name: "test-reported",
    onEvents: (...events) => reporter.take(...events),
  });
  reporter.start(sql);
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

/** Everything reported since the last call: a slow machine may have reported a part of it before. */
async function reportedNow(): Promise<Outcomes> {
  await reporter.flush();
  const batches = reported.splice(0);
  assert.ok(batches.length > 0);
  return {
    turns: batches.flatMap((o) => o.turns),
    calls: batches.flatMap((o) => o.calls),
    retries: batches.flatMap((o) => o.retries),
    approvals: batches.flatMap((o) => o.approvals),
    runs: batches.flatMap((o) => o.runs),
    phases: batches.flatMap((o) => o.phases),
  };
}

test("a turn and its model call are reported once, by agent and model, with tokens and the trace", async () => {
  const p = player(sql);
  const ref = await begin();
  await p.answer(await p.claim(ref), "fine");
  const { turns, calls } = await reportedNow();
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
  reported.length = 0;
  await reporter.flush();
  assert.deepEqual(reported, []);
});

test("outcomes of calls are not read where they are neither logged nor measured", async () => {
  const seen: Outcomes[] = [];
  const quiet = new OutcomeReporter({
    report: (outcomes) => seen.push(outcomes),
    wantsCalls: false,
    onLost: () => assert.fail(),
  });
  quiet.start(sql);
  const p = player(sql);
  const call = await p.claim(await begin());
  await p.answer(call, "fine");
  const ended = { turnId: call.turnId, status: "COMPLETED" as const };
  quiet.take([{ id: "turn", body: { kind: "TurnChanged", ...ended } }], "default");
  quiet.take([{
    id: "step",
    body: { kind: "StepChanged", ...ended, stepId: call.id, attempt: 1 },
  }], "default");
  await quiet.flush();
  assert.deepEqual(seen.map((o) => [o.turns.length, o.calls.length]), [[1, 0]]);
  await reportedNow();
});

test("a retry is reported with its cause, and a cancel with everything that it ends", async () => {
  const p = player(sql);
  const ref = await begin();
  const call = await p.claim(ref);
  await retryModelCall(sql, call, {
    failure: { code: "RATE_LIMITED", message: "slow down" },
    ...{ retryAt: new Date(), consumed: false, remoteConversationUnknown: false, counts: true },
  });
  await cancelTurn(sql, caller, { idempotencyKey: newKey(), turnId: call.turnId, reason: null });
  const { retries, turns, calls } = await reportedNow();
  assert.deepEqual(retries.map((r) => [r.target, r.code, r.attempt]), [["m", "RATE_LIMITED", 1]]);
  assert.equal(turns[0]?.status, "CANCELLED");
  assert.equal(calls[0]?.status, "CANCELLED");
});

test("an approval is reported once when it is requested, although it is in two streams, and when it is withdrawn", async () => {
  const p = player(sql);
  const ref = await begin();
  const call = await p.claim(ref);
  await p.ask(call, ["x"], "prices", "trade");
  assert.deepEqual((await reportedNow()).approvals.map((a) => a.verdict), ["PENDING"]);
  await cancelTurn(sql, caller, { idempotencyKey: newKey(), turnId: call.turnId, reason: null });
  const { approvals } = await reportedNow();
  assert.deepEqual(approvals.map((a) => a.verdict), ["WITHDRAWN"]);
  assert.ok((approvals[0]?.waitMs ?? -1) >= 0);
});

test("a transaction that is rolled back reports nothing; a batch that cannot be read counts as lost", async () => {
  reported.length = 0;
  await assert.rejects(sql.begin(async () => {
    await Promise.reject(new Error("no"));
  }));
  await reporter.flush();
  assert.deepEqual(reported, []);
  const broken = new OutcomeReporter({
    report: () => assert.fail(),
    wantsCalls: true,
    onLost: (n) => lost += n,
  });
  const gone = connect("postgres://unknown@127.0.0.1:1/none", { name: "gone" });
  broken.start(gone);
  const id = "turn_x";
  const failed = { kind: "TurnChanged", turnId: id, status: "FAILED" } as const;
  broken.take([{ id, body: failed }], "default");
  await broken.flush();
  await gone.end({ timeout: 1 });
  assert.equal(lost, 1);
});
