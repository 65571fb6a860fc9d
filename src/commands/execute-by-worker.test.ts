import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  completeAgentCommand,
  nextAgentCommand,
  rejectAgentCommand,
} from "../../store/agent/agent-commands.ts";
import { once } from "../../store/commands/define-command.ts";
import { Refusal } from "../../store/refusal.ts";
import { caller, newKey, type TestDatabase, testDatabase } from "../../store/testing/database.ts";
import { executeByWorker } from "./execute-by-worker.ts";
import type { Logger } from "../../telemetry/log.ts";
import { type CommandNotifications, commandNotifications } from "./command-notifications.ts";

let db: TestDatabase;
let notifications: CommandNotifications;
before(async () => {
  db = await testDatabase();
  notifications = commandNotifications(db.url, { warn: () => {} } as unknown as Logger);
});
after(async () => {
  await notifications.close();
  await db[Symbol.asyncDispose]();
});

const agent = { tenant: caller.tenant, agent: "a" };
const command = () => ({ idempotencyKey: newKey(), dryRun: true });
const ask = (
  asked: { idempotencyKey: string },
  wake: () => void = () => {},
  within = 8_000,
) => {
  const times = { within, look: 4_000 };
  const deps = { sql: db.sql, notifications, wake, times };
  return executeByWorker<{ deleted: string[] }>(deps, caller, "reconcileAgents", "a", asked);
};
const refusal = { type: "UnavailableError" as const, dependency: "desk", message: "Away." };

/** Does as a worker does. */
async function carriedOut() {
  const intent = await nextAgentCommand(db.sql, agent);
  if (!intent) throw new Error("no intent waits");
  await once(db.sql, caller, "reconcileAgents", intent.command, async (tx) => {
    await completeAgentCommand(tx, caller.tenant, "reconcileAgents", intent.key);
    return { deleted: ["ag_1"] };
  });
}

test("who waits hears of the result at once", async () => {
  const began = Date.now();
  const done = await ask(command(), () => void carriedOut());
  assert.deepEqual(done, { deleted: ["ag_1"], replayed: false });
  assert.ok(
    Date.now() - began < 3_500,
    "heard, and not found by the look that is for lost notifications",
  );
});

test("a refusal is told; the same key tries again, also with another input", async () => {
  const asked = command();
  const refuse = async () => {
    const intent = await nextAgentCommand(db.sql, agent);
    if (intent) await rejectAgentCommand(db.sql, intent, refusal);
  };
  assert.deepEqual(await ask(asked, () => void refuse()), refusal);
  assert.equal(await nextAgentCommand(db.sql, agent), undefined);
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
