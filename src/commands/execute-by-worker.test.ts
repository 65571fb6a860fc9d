import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  commandOutcome,
  completeCommand,
  maxPending,
  nextCommand,
  rejectCommand,
} from "../../store/commands/pending-commands.ts";
import { defineCommand } from "../../store/commands/define-command.ts";
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

const queue = { tenant: caller.tenant, queue: "a" };
const command = () => ({ idempotencyKey: newKey(), dryRun: true });
const ask = (
  asked: { idempotencyKey: string },
  wake: () => void = () => {},
  timeoutMs = 8_000,
  subject: string | null = null,
) => {
  const times = { timeoutMs, pollMs: 4_000 };
  const deps = { sql: db.sql, notifications, wake, times };
  const by = { ...caller, subject };
  return executeByWorker<{ deleted: string[] }>(deps, by, {
    mutation: "reconcileAgents",
    queue: "a",
    command: asked,
  });
};
const refusal = { type: "UnavailableError" as const, dependency: "provider", message: "Away." };

/** Executes the next pending command, as a worker does. */
async function executeNext() {
  const pending = await nextCommand(db.sql, queue);
  if (!pending) throw new Error("no command is pending");
  const execute = defineCommand<typeof pending.command, { deleted: string[]; replayed: boolean }>(
    "reconcileAgents",
    async (tx) => {
      await completeCommand(
        tx,
        pending.caller,
        "reconcileAgents",
        pending.command.idempotencyKey,
      );
      return { deleted: ["ag_1"] };
    },
  );
  await execute(db.sql, pending.caller, pending.command);
}

test("a waiting caller gets the result at once", async () => {
  const began = Date.now();
  const done = await ask(command(), () => void executeNext());
  assert.deepEqual(done, { deleted: ["ag_1"], replayed: false });
  assert.ok(
    Date.now() - began < 3_500,
    "the notification ends the wait, not the next poll",
  );
});

test("a refusal is returned; the same key tries again, also with another input", async () => {
  const asked = command();
  const refuse = async () => {
    const pending = await nextCommand(db.sql, queue);
    if (pending) await rejectCommand(db.sql, pending, refusal);
  };
  assert.deepEqual(await ask(asked, () => void refuse()), refusal);
  assert.equal(await nextCommand(db.sql, queue), undefined);
  const again = await ask({ ...asked, dryRun: false } as typeof asked, () => void executeNext());
  assert.deepEqual(again, { deleted: ["ag_1"], replayed: false });
});

test("the same key of two subjects is two commands", async () => {
  const asked = command();
  const other = { ...asked, dryRun: false } as typeof asked;
  await ask(asked, () => {}, 50, "ada");
  assert.deepEqual(await ask(other, () => void executeNext().then(executeNext), 8_000, "bob"), {
    deleted: ["ag_1"],
    replayed: false,
  });
  const ada = { ...caller, subject: "ada" };
  const { idempotencyKey } = asked;
  const outcome = await commandOutcome(db.sql, ada, "reconcileAgents", idempotencyKey);
  assert.deepEqual(outcome, { result: { deleted: ["ag_1"] } });
});

test("too many waiting commands of a subject, or of the tenant, are refused at once and not recorded; a repeated one waits", async () => {
  const fill = (subject: string, count: number) =>
    db.sql`insert into agent_commands (tenant, mutation, key, agent, input_hash, command, caller)
      select ${caller.tenant}, 'reconcileAgents', ${subject} || n, 'z', 'h', '{}',
        jsonb_build_object('subject', ${subject}::text) from generate_series(1, ${count}) n`;
  const asked = command();
  const isFull = (e: unknown) => e instanceof Refusal && e.error.type === "UnavailableError";
  await fill("eve", maxPending.ofSubject - 1);
  assert.ok("type" in await ask(asked, () => {}, 50, "eve"));
  await assert.rejects(ask(command(), assert.fail, 50, "eve"), isFull);
  assert.deepEqual(await ask(asked, () => void executeNext(), 8_000, "eve"), {
    deleted: ["ag_1"],
    replayed: false,
  });
  assert.ok("deleted" in await ask(command(), () => void executeNext(), 8_000, "bob"));
  await fill("mallory", maxPending.ofTenant);
  await assert.rejects(ask(command(), assert.fail, 50, "bob"), isFull);
  await db.sql`delete from agent_commands`;
});

test("without a worker the answer is UnavailableError, the command stays pending, and another input is refused", async () => {
  const asked = command();
  const unavailable = await ask(asked, () => {}, 50);
  assert.equal(
    "type" in unavailable && unavailable.type === "UnavailableError" && unavailable.dependency,
    "worker",
  );
  const other = { ...asked, dryRun: false } as typeof asked;
  await assert.rejects(
    ask(other),
    (e) =>
      e instanceof Refusal && e.error.type === "ConflictError" && e.error.reason === "KEY_REUSED",
  );
  await executeNext();
  assert.deepEqual(await ask(asked), { deleted: ["ag_1"], replayed: false });
});
