import assert from "node:assert/strict";
import { test } from "node:test";
import { idempotencyRetention, idempotencyRetentionMs } from "../../protocol/limits.ts";
import { purgeIdempotencyKeys } from "./purge-idempotency-keys.ts";
import { sendMessage } from "./send-message.ts";
import { startConversation } from "./start-conversation.ts";
import {
  caller,
  newKey,
  registerAnalyst,
  testDatabase,
  text,
  withAnalyst,
} from "../testing/database.ts";

test("keys older than the retention are purged, a few at a time; younger ones still replay", async () => {
  await using db = await testDatabase();
  await registerAnalyst(db.sql);
  const { conversationId } = await startConversation(db.sql, caller, withAnalyst(null), "emulator");
  const send = (idempotencyKey: string) =>
    sendMessage(db.sql, caller, {
      idempotencyKey,
      conversationId,
      content: text("x"),
      whenBusy: "ENQUEUE",
      budget: null,
    }, "emulator");
  const keys = [newKey(), newKey(), newKey(), newKey()];
  for (const key of keys) await send(key);
  await db.sql`update idempotency_keys set created_at = now() - interval '31 days'
    where key = any(${keys.slice(0, 3)})`;
  const purge = () => purgeIdempotencyKeys(db.sql, { afterMs: idempotencyRetentionMs, limit: 2 });
  assert.deepEqual([await purge(), await purge(), await purge()], [2, 1, 0]);
  assert.equal((await send(keys[3] ?? "")).replayed, true);
  assert.equal((await send(keys[0] ?? "")).replayed, false);
});

test("the published retention is the actual one", () => {
  assert.equal(idempotencyRetention, `P${idempotencyRetentionMs / 86_400_000}D`);
});
