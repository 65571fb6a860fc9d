import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { cancelTurn } from "../commands/cancel-turn.ts";
import { closeConversation } from "../commands/close-conversation.ts";
import { FencedError } from "../call/claimed-call.ts";
import { cutShort } from "../call/replayed-history.ts";
import { claimToolCall } from "../call/claim-tool-call.ts";
import { commitToolCall } from "../call/commit-tool-call.ts";
import { entriesByIds, messagesByTurnIds } from "./read-entries.ts";
import { stepsByTurnIds } from "../call/read-steps.ts";
import { turnsByIds } from "../turn/read-turns.ts";
import {
  caller,
  newKey,
  registerAnalyst,
  type TestDatabase,
  testDatabase,
  text,
} from "../testing/database.ts";
import { player, policy, type Ref } from "../testing/play-turns.ts";

let db: TestDatabase;
let p: ReturnType<typeof player>;
before(async () => {
  db = await testDatabase();
  await registerAnalyst(db.sql);
  p = player(db.sql);
});
after(() => db[Symbol.asyncDispose]());

const cancel = (turnId: string, reason: string | null = null) =>
  cancelTurn(db.sql, caller, { idempotencyKey: newKey(), turnId, reason });
const user = (t: string) => ({ type: "message" as const, content: text(t) });
const said = (t: string, cut = false) => ({
  type: "answer" as const,
  content: [...text(t), ...(cut ? text(cutShort) : [])],
});
const runTool = async (ref: Ref, id: string) => {
  const next = await claimToolCall(db.sql, { ...ref, id }, policy);
  assert.ok(next.outcome === "claimed");
  await commitToolCall(db.sql, next.call, { result: `r-${id}`, output: null, failure: null });
};
const turnOf = async (id: string) => (await turnsByIds(db.sql, "default", [id]))[0];

test("a cancelled turn keeps its text, fences off the worker, and is replayed with the next message", async () => {
  const ref = await p.start("first");
  await p.answer(await p.claim(ref), "one");
  const { turnId } = await p.send(ref, "second");
  const call = await p.claim(ref);
  const entryId = await p.saying(call, "half an ans");
  await cancel(turnId, "enough");
  await assert.rejects(p.saying(call, "more"), FencedError);
  const [entry] = await entriesByIds(db.sql, "default", [entryId]);
  assert.equal(entry?.status, "CANCELLED");
  assert.equal((await turnOf(turnId))?.cancelReason, "enough");
  assert.deepEqual((await turnOf(turnId))?.cancelledBy, caller.actor);
  await p.send(ref, "third");
  const next = await p.claim(ref);
  assert.deepEqual(next.inputs, [user("second"), said("half an ans", true), user("third")]);
  assert.deepEqual(next.checkpoint, {
    remoteId: "conv_1",
    lastEntryId: "lastEntryId-one",
    dirty: true,
    inherited: false,
  });
  await p.answer(next, "three");
  await p.send(ref, "fourth");
  const settled = await p.claim(ref);
  assert.deepEqual(settled.inputs, [user("fourth")]);
  assert.equal(settled.checkpoint?.dirty, false);
});

test("a turn cancelled after its tools ran is replayed with their results", async () => {
  const ref = await p.start("prices?");
  const { ids: [id = ""] } = await p.ask(await p.claim(ref), ["NVDA"]);
  await runTool(ref, id);
  const call = await p.claim(ref);
  await cancel(call.turnId);
  await p.send(ref, "and now?");
  const { inputs, checkpoint } = await p.claim(ref);
  assert.equal(checkpoint, null);
  const name = "prices__quote";
  assert.deepEqual(inputs, [
    user("prices?"),
    { type: "tool_call", remoteToolCallId: "remote-NVDA", name, arguments: { symbol: "NVDA" } },
    { type: "tool_result", remoteToolCallId: "remote-NVDA", label: "c1", name, result: `r-${id}` },
    user("and now?"),
  ]);
});

test("results have labels by the order of the turn's calls, in each step and in a replay", async () => {
  const ref = await p.start("prices?");
  for (const symbols of [["NVDA", "AMD"], ["INTC"]]) {
    const { ids } = await p.ask(await p.claim(ref), symbols);
    for (const id of ids.toReversed()) await runTool(ref, id);
  }
  const labels = ({ inputs }: Awaited<ReturnType<typeof p.claim>>) =>
    inputs.flatMap((i) => i.type === "tool_result" ? [[i.remoteToolCallId, i.label]] : []);
  const call = await p.claim(ref);
  assert.deepEqual(labels(call), [["remote-INTC", "c3"]]);
  await cancel(call.turnId);
  await p.send(ref, "and now?");
  assert.deepEqual(labels(await p.claim(ref)), [
    ["remote-NVDA", "c1"],
    ["remote-AMD", "c2"],
    ["remote-INTC", "c3"],
  ]);
});

test("a turn that has ended stays as it is, and a queued one can be cancelled", async () => {
  const ref = await p.start("first");
  const queued = await p.send(ref, "second");
  await cancel(queued.turnId);
  const call = await p.claim(ref);
  await p.answer(call, "one");
  await cancel(call.turnId);
  assert.deepEqual(await p.statuses(ref), ["COMPLETED", "CANCELLED"]);
  assert.deepEqual(await p.next(ref), { next: "rest" });
});

test("two concurrent cancels with one key are one", async () => {
  const ref = await p.start("first");
  const { turnId } = await p.claim(ref);
  const command = { idempotencyKey: newKey(), turnId, reason: null };
  const done = await Promise.all([1, 2, 3].map(() => cancelTurn(db.sql, caller, command)));
  assert.deepEqual(done.map((d) => d.replayed).sort(), [false, true, true]);
  const events = await p.eventsOf(ref.conversationId);
  assert.equal(events.filter((t) => t === "TurnChanged CANCELLED").length, 1);
});

test("INTERRUPT cancels the turn, keeps its text, and leaves the queue in order", async () => {
  const ref = await p.start("first");
  const call = await p.claim(ref);
  await p.saying(call, "so far");
  await p.send(ref, "second");
  const third = await p.send(ref, "third", "INTERRUPT");
  assert.deepEqual(await p.statuses(ref), ["CANCELLED", "QUEUED", "QUEUED"]);
  const second = await p.claim(ref);
  assert.deepEqual(second.inputs, [user("first"), said("so far", true), user("second")]);
  await p.answer(second, "two");
  const last = await p.claim(ref);
  assert.equal(last.turnId, third.turnId);
  assert.deepEqual(last.inputs, [user("third")]);
});

test("ROLLBACK discards the turn, replays nothing of it, and lists the tools that ran", async () => {
  const ref = await p.start("first");
  const call = await p.claim(ref);
  const { ids: [id = ""] } = await p.ask(call, ["AMD"]);
  await runTool(ref, id);
  await p.send(ref, "better", "ROLLBACK");
  assert.deepEqual(await p.statuses(ref), ["DISCARDED", "QUEUED"]);
  const [steps] = await stepsByTurnIds(db.sql, "default", [call.turnId]);
  assert.deepEqual(steps?.map((s) => [s.kind, s.status]), [["call", "COMPLETED"], [
    "tool",
    "COMPLETED",
  ]]);
  const next = await p.claim(ref);
  assert.deepEqual([next.inputs, next.checkpoint], [[user("better")], null]);
  const events = await p.eventsOf(ref.conversationId);
  assert.equal(events.filter((t) => t === "EntryChanged DISCARDED").length, 2);
});

test("what a discarded turn has written can still be read by its id", async () => {
  const ref = await p.start("first");
  const entryId = await p.saying(await p.claim(ref), "half an ans");
  await p.send(ref, "better", "ROLLBACK");
  const [entry] = await entriesByIds(db.sql, "default", [entryId]);
  assert.ok(entry?.kind === "message");
  assert.deepEqual([entry.status, entry.content], ["DISCARDED", text("half an ans")]);
});

test("STEER sends the message with the next tool results of the running turn", async () => {
  const ref = await p.start("first");
  const call = await p.claim(ref);
  const steered = await p.send(ref, "in euros", "STEER");
  assert.equal(steered.turnId, call.turnId);
  const { ids: [id = ""] } = await p.ask(call, ["NVDA"]);
  await runTool(ref, id);
  const second = await p.claim(ref);
  assert.deepEqual(second.inputs.map((i) => i.type), ["tool_result", "message"]);
  const [messages] = await messagesByTurnIds(db.sql, "default", [call.turnId]);
  assert.equal(messages?.length, 2);
  const late = await p.send(ref, "too late", "STEER");
  await db.sql`update calls set leased_until = now() - interval '1 minute' where id = ${second.id}`;
  const again = await p.claim(ref);
  assert.deepEqual(again.inputs, second.inputs, "a retry has the inputs of the first attempt");
  await p.answer(again, "done");
  const own = await p.claim(ref);
  assert.notEqual(own.turnId, late.turnId);
  assert.deepEqual(own.inputs, [user("too late")]);
});

test("a steered message without further tool results opens a turn after the current one, before later messages", async () => {
  const ref = await p.start("first");
  const call = await p.claim(ref);
  await p.send(ref, "steered", "STEER");
  await p.send(ref, "queued");
  assert.deepEqual(await p.answer(call, "one"), { next: "advance" });
  const own = await p.claim(ref);
  assert.deepEqual(own.inputs, [user("steered")]);
  await p.answer(own, "two");
  assert.deepEqual((await p.claim(ref)).inputs, [user("queued")]);
  const events = await p.eventsOf(ref.conversationId);
  assert.equal(events.filter((t) => t === "TurnChanged QUEUED").length, 3);
});

test("a steered message survives the cancel, the rollback and the failure of its turn, but not the close", async () => {
  for (const end of ["cancel", "ROLLBACK"] as const) {
    const ref = await p.start("first");
    const call = await p.claim(ref);
    await p.send(ref, "steered", "STEER");
    if (end === "cancel") await cancel(call.turnId);
    else await p.send(ref, "other", "ROLLBACK");
    const { inputs } = await p.claim(ref);
    assert.deepEqual(inputs.at(-1), user("steered"));
  }
  const ref = await p.start("first");
  await p.claim(ref);
  await p.send(ref, "steered", "STEER");
  await closeConversation(db.sql, caller, { idempotencyKey: newKey(), ...ref });
  assert.deepEqual(await p.statuses(ref), ["CANCELLED"]);
});

for (const whenBusy of ["INTERRUPT", "ROLLBACK", "STEER"] as const) {
  test(`${whenBusy} loses no message in a race with the end of the turn, a cancel and a close`, async () => {
    await Promise.all(Array.from({ length: 12 }, async (_, i) => {
      const ref = await p.start("first");
      const call = await p.claim(ref);
      const entry = await p.saying(call, "so far");
      const racing: Promise<unknown>[] = [p.send(ref, "new", whenBusy)];
      if (i % 3 === 0) racing.push(p.answer(call, "all"));
      if (i % 3 === 1) racing.push(cancel(call.turnId));
      if (i % 3 === 2) {
        racing.push(closeConversation(db.sql, caller, { idempotencyKey: newKey(), ...ref }));
      }
      const [sent] = await Promise.allSettled(racing);
      assert.ok(entry);
      if (i % 3 === 2) return assert.equal((await p.next(ref)).next, "rest");
      assert.equal(sent?.status, "fulfilled");
      const next = await p.claim(ref);
      assert.deepEqual(next.inputs.at(-1), user("new"));
      await p.answer(next, "end");
      assert.deepEqual(await p.next(ref), { next: "rest" });
    }));
  });
}
