import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { forgetIntent, nextIntent, refuseIntent } from "../../store/agents/intents.ts";
import { once } from "../../store/idempotency.ts";
import { Refusal } from "../../store/refusal.ts";
import { caller, newKey, type TestDatabase, testDatabase } from "../../store/testing/database.ts";
import { carryOut } from "./carry-out.ts";
import type { Logger } from "../../telemetry/log.ts";
import { type IntentNews, intentNews } from "./intent-news.ts";

let db: TestDatabase;
let news: IntentNews;
before(async () => {
  db = await testDatabase();
  news = intentNews(db.url, { warn: () => {} } as unknown as Logger);
});
after(async () => {
  await news.close();
  await db[Symbol.asyncDispose]();
});

const agent = { tenant: caller.tenant, agent: "a" };
const command = () => ({ idempotencyKey: newKey(), dryRun: true });
const ask = (
  asked: { idempotencyKey: string },
  ring: () => void = () => {},
  within = 8_000,
) => {
  const times = { within, look: 4_000 };
  const deps = { sql: db.sql, news, ring, times };
  return carryOut<{ deleted: string[] }>(deps, caller, "reconcileAgents", "a", asked);
};
const refusal = { type: "UnavailableError" as const, dependency: "desk", message: "Away." };

/** Does as a worker does. */
async function carriedOut() {
  const intent = await nextIntent(db.sql, agent);
  if (!intent) throw new Error("no intent waits");
  await once(db.sql, caller, "reconcileAgents", intent.command, async (tx) => {
    await forgetIntent(tx, caller.tenant, "reconcileAgents", intent.key);
    return { deleted: ["ag_1"] };
  });
}

test("who waits hears of the result at once", async () => {
  const began = Date.now();
  const done = await ask(command(), () => void carriedOut());
  assert.deepEqual(done, { deleted: ["ag_1"], replayed: false });
  assert.ok(Date.now() - began < 3_500, "heard, and not found by the look that is for lost news");
});

test("a refusal is told; the same key tries again, also with another input", async () => {
  const asked = command();
  const refuse = async () => {
    const intent = await nextIntent(db.sql, agent);
    if (intent) await refuseIntent(db.sql, intent, refusal);
  };
  assert.deepEqual(await ask(asked, () => void refuse()), refusal);
  assert.equal(await nextIntent(db.sql, agent), undefined);
  const again = await ask({ ...asked, dryRun: false } as typeof asked, () => void carriedOut());
  assert.deepEqual(again, { deleted: ["ag_1"], replayed: false });
});

test("nobody came: UnavailableError names the worker, the intent waits on, another input is refused", async () => {
  const asked = command();
  const away = await ask(asked, () => {}, 50);
  assert.equal("type" in away && away.type === "UnavailableError" && away.dependency, "worker");
  const other = { ...asked, dryRun: false } as typeof asked;
  await assert.rejects(
    ask(other),
    (e) =>
      e instanceof Refusal && e.error.type === "ConflictError" && e.error.reason === "KEY_REUSED",
  );
  await carriedOut();
  assert.deepEqual(await ask(asked), { deleted: ["ag_1"], replayed: false });
});
