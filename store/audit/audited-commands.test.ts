import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Caller } from "../../protocol/caller.ts";
import { archiveAgent } from "../commands/archive-agent.ts";
import { cancelTurn } from "../commands/cancel-turn.ts";
import { closeConversation } from "../commands/close-conversation.ts";
import { sendMessage } from "../commands/send-message.ts";
import { setAgentAlias } from "../commands/set-agent-alias.ts";
import { startConversation } from "../commands/start-conversation.ts";
import { finishErasure } from "../erasure/erasures.ts";
import {
  caller as local,
  newKey,
  registerAnalyst,
  type TestDatabase,
  testDatabase,
  text,
  withAnalyst,
} from "../testing/database.ts";
import { readChain, readChainHeads } from "./read-chain.ts";
import { verifyChain } from "./verify-chain.ts";

const traceId = "0af7651916cd43dd8448eb211c80319c";
const caller: Caller = {
  ...local,
  traceparent: `00-${traceId}-b7ad6b7169203331-01`,
  origin: { credential: "key:7", address: "192.0.2.7", requestId: "r-1", reason: "ticket 9" },
};

let db: TestDatabase;
before(async () => {
  db = await testDatabase();
});
after(() => db[Symbol.asyncDispose]());

/** What was recorded while `work` ran. */
async function recorded(work: () => Promise<unknown>) {
  const [head] = await readChainHeads(db.sql, caller.tenant);
  await work();
  return await Array.fromAsync(readChain(db.sql, caller.tenant, { after: head?.seq ?? 0 }));
}

const actions = (rows: Awaited<ReturnType<typeof recorded>>) =>
  rows.map(({ event }) => [event.action, event.resource, event.details]);

test("a registered agent, moved and removed aliases, an archived and a restored agent are recorded once", async () => {
  const { sql } = db;
  const registered = await recorded(() => registerAnalyst(sql));
  assert.deepEqual(registered.map(({ event }) => [event.action, event.resource]), [
    ["agent.registered", "analyst"],
  ]);
  assert.equal(registered[0]?.event.details.version, 1);
  assert.deepEqual(await recorded(() => registerAnalyst(sql)), []);

  const move = (version: number | null, idempotencyKey = newKey()) =>
    setAgentAlias(sql, caller, {
      ...{ agent: "analyst", alias: "stable", version, expectedVersion: null },
      idempotencyKey,
    });
  const key = newKey();
  const moved = await recorded(async () => {
    await move(1, key);
    await move(1, key); // replayed
    await move(1); // without effect
    await move(null);
  });
  assert.deepEqual(actions(moved), [
    ["alias.moved", "analyst", { alias: "stable", to: 1 }],
    ["alias.removed", "analyst", { alias: "stable", from: 1 }],
  ]);

  const archive = (archived: boolean) =>
    archiveAgent(sql, caller, { agent: "analyst", archived, idempotencyKey: newKey() });
  const archivals = await recorded(async () => {
    for (const archived of [true, true, false, false]) await archive(archived);
  });
  assert.deepEqual(archivals.map(({ event }) => event.action), [
    "agent.archived",
    "agent.restored",
  ]);
});

test("an act names actor, credential, address, reason, request and trace", async () => {
  const rows = await recorded(async () => {
    const { conversationId } = await startConversation(db.sql, caller, withAnalyst(null), "p");
    await closeConversation(db.sql, caller, {
      ...{ conversationId, erase: true },
      idempotencyKey: newKey(),
    });
    await finishErasure(db.sql, conversationId);
    await finishErasure(db.sql, conversationId);
  });
  assert.deepEqual(rows.map(({ event }) => event.action), [
    "conversation.closed",
    "conversation.erase_requested",
    "conversation.erased",
  ]);
  const { tenant, actor, origin } = caller;
  const { action: _, resource, ...event } = rows[0]?.event ?? assert.fail();
  assert.deepEqual(event, { tenant, actor, ...origin, traceId, outcome: "DONE", details: {} });
  assert.equal(resource, rows[2]?.event.resource);
  assert.equal(rows[2]?.event.actor.kind, "SYSTEM");
});

test("messages are not recorded, their cancellation is; the whole chain is sound", async () => {
  const { sql } = db;
  const start = withAnalyst("one");
  const { conversationId, turnId } = await startConversation(sql, caller, start, "p");
  const send = { conversationId, content: text("two"), budget: null, whenBusy: "ENQUEUE" as const };
  const rows = await recorded(async () => {
    await sendMessage(sql, caller, { ...send, idempotencyKey: newKey() }, "p");
    for (let n = 0; n < 2; n++) {
      await cancelTurn(sql, caller, {
        ...{ turnId: turnId ?? "", reason: "secret words" },
        idempotencyKey: newKey(),
      });
    }
  });
  assert.deepEqual(actions(rows), [["turn.cancelled", turnId, {}]]);
  assert.ok(!JSON.stringify(rows).includes("secret words"));
  const [head] = await readChainHeads(sql, caller.tenant);
  assert.ok(head && head.seq > 5);
  assert.equal(await verifyChain(head, readChain(sql, caller.tenant)), null);
});
