import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sendMessage } from "../commands/send-message.ts";
import {
  caller,
  newKey,
  registerAnalyst,
  type TestDatabase,
  testDatabase,
  text,
} from "../testing/database.ts";
import { player } from "../testing/play-turns.ts";
import { claimUnexportedTurns } from "./unexported-turns.ts";

let db: TestDatabase;
let p: ReturnType<typeof player>;
before(async () => {
  db = await testDatabase();
  await registerAnalyst(db.sql);
  p = player(db.sql);
});
after(() => db[Symbol.asyncDispose]());

const traced = (digit: string) => `00-${digit.repeat(32)}-${"b".repeat(16)}-01`;

test("a traced turn is returned once, after it has ended, with the turn before it", async () => {
  const ref = await p.start();
  await p.answer(await p.claim(ref), "hi");
  assert.deepEqual(await claimUnexportedTurns(db.sql, ref), [], "nothing traced it");
  for (const traceparent of [traced("1"), traced("2")]) {
    await sendMessage(db.sql, { ...caller, traceparent }, {
      idempotencyKey: newKey(),
      conversationId: ref.conversationId,
      content: text("again"),
      whenBusy: "ENQUEUE",
      budget: null,
    }, "emulator");
  }
  const call = await p.claim(ref);
  assert.deepEqual(await claimUnexportedTurns(db.sql, ref), [], "it runs");
  await p.answer(call, "yes");
  const [second, ...more] = await claimUnexportedTurns(db.sql, ref);
  assert.deepEqual(more, []);
  assert.equal(second?.traceparent, traced("1"));
  assert.deepEqual([second?.number, second?.status, second?.previous], [2, "COMPLETED", null]);
  assert.ok((second?.outputTokens ?? 0) > 0);
  assert.deepEqual(await claimUnexportedTurns(db.sql, ref), [], "it was taken");
  await p.answer(await p.claim(ref), "yes");
  const [third] = await claimUnexportedTurns(db.sql, ref);
  assert.equal(third?.previous?.traceparent, traced("1"));
});
