import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Caller } from "../../protocol/caller.ts";
import { FencedError } from "../call/claimed-call.ts";
import type { ClaimedModelCall } from "../call/claimed-model-call.ts";
import { claimToolCall } from "../call/claim-tool-call.ts";
import { commitToolCall } from "../call/commit-tool-call.ts";
import { startConversation } from "../commands/start-conversation.ts";
import { connect } from "../database/connect.ts";
import { inTenant } from "../database/in-tenant.ts";
import type { Sql } from "../database/sql.ts";
import { openLog } from "../log/open-log.ts";
import { writeKey, writeLog } from "../log/write-log.ts";
import { advanceRun } from "../research/advance-run.ts";
import {
  caller,
  registerAnalyst,
  type TestDatabase,
  testDatabase,
  withAnalyst,
} from "../testing/database.ts";
import { player, policy, type Ref } from "../testing/play-turns.ts";
import { asRoles, type RoleUrls } from "../testing/roles.ts";
import { aWrite } from "../testing/write.ts";

let db: TestDatabase;
let urls: RoleUrls;
let worker: Sql;
before(async () => {
  db = await testDatabase();
  urls = await asRoles(db);
  worker = connect(urls.worker, { name: "test", max: 4 });
  for (const tenant of ["acme", "globex"]) await registerAnalyst(db.sql, of(tenant));
});
after(async () => {
  await worker.end({ timeout: 1 });
  await db[Symbol.asyncDispose]();
  await urls[Symbol.asyncDispose]();
});

const of = (tenant: string): Caller => ({ ...caller, tenant });
const play = (tenant: string) => player(inTenant(worker, tenant));

/** A conversation of the tenant whose model call runs. */
async function running(tenant: string): Promise<{ ref: Ref; call: ClaimedModelCall }> {
  const command = withAnalyst("What does it cost?");
  const { conversationId } = await startConversation(db.sql, of(tenant), command, "emulator");
  const ref = { tenant, conversationId };
  return { ref, call: await play(tenant).claim(ref) };
}

/** A conversation of the tenant with a tool call that waits for a worker. */
async function withTool(tenant: string) {
  const { ref, call } = await running(tenant);
  const { ids: [id = ""] } = await play(tenant).ask(call, ["ACME"]);
  return { ref, call, id };
}

const stored = async (id: string) => {
  const [row] = await db.sql`select status, fence, attempts, result from calls where id = ${id}`;
  return row;
};

test("a tool call is claimed with its own tenant and conversation only", async () => {
  const [mine, other, theirs] = [
    await withTool("acme"),
    await withTool("acme"),
    await withTool("globex"),
  ];
  const before = await Promise.all([mine.id, other.id, theirs.id].map(stored));
  const forged = [
    { ...mine.ref, id: theirs.id },
    { ...mine.ref, id: other.id },
    { ...theirs.ref, id: mine.id },
    { tenant: "acme", conversationId: theirs.ref.conversationId, id: theirs.id },
    { tenant: "globex", conversationId: mine.ref.conversationId, id: mine.id },
  ];
  for (const ref of forged) {
    const claim = await claimToolCall(inTenant(worker, ref.tenant), ref, policy);
    assert.deepEqual(claim, { outcome: "finished" }, JSON.stringify(ref));
  }
  assert.deepEqual(await Promise.all([mine.id, other.id, theirs.id].map(stored)), before);
  const own = await claimToolCall(inTenant(worker, "acme"), { ...mine.ref, id: mine.id }, policy);
  assert.equal(own.outcome, "claimed");
});

test("an outcome is written for the call of its own tenant and conversation only", async () => {
  const [mine, theirs] = [await withTool("acme"), await withTool("globex")];
  const ref = { ...theirs.ref, id: theirs.id };
  const claim = await claimToolCall(inTenant(worker, "globex"), ref, policy);
  assert.ok(claim.outcome === "claimed");
  const before = await stored(theirs.id);
  const outcome = { result: "stolen", output: null, failure: null };
  for (
    const forged of [mine.ref, { ...mine.ref, tenant: "globex" }, { ...theirs.ref, tenant: "acme" }]
  ) {
    const write = commitToolCall(
      inTenant(worker, forged.tenant),
      { ...claim.call, ...forged },
      outcome,
    );
    await assert.rejects(write, FencedError, JSON.stringify(forged));
  }
  assert.deepEqual(await stored(theirs.id), before);
});

test("a conversation or run of another tenant has nothing to do", async () => {
  const { ref } = await running("acme");
  const forged = { ...ref, tenant: "globex" };
  assert.deepEqual(await play("globex").next(forged), { next: "rest" });
  assert.deepEqual(await play("acme").next(forged), { next: "rest" });
  const run = { tenant: "globex", researchId: ref.conversationId };
  assert.equal((await advanceRun(inTenant(worker, "globex"), run)).advance.next, "ended");
});

test("texts of several tenants are committed together, each as its own tenant", async () => {
  const [mine, theirs] = [await running("acme"), await running("globex")];
  const entry = (id: string, { call }: typeof mine) =>
    aWrite(call, [{ kind: "message", id, versionId: call.version.id }], [
      { entryId: id, part: 0, kind: "TEXT", offset: 0, text: id },
    ]);
  const own = entry("message_acme", mine);
  const other = entry("message_globex", theirs);
  const third = await running("acme");
  const forged = aWrite({ ...third.call, tenant: "globex" }, [], [
    { entryId: "message_forged", part: 0, kind: "TEXT", offset: 0, text: "x" },
  ]);
  const outcomes = await writeLog(worker, [own, other, forged]);
  assert.deepEqual([own, other, forged].map((w) => outcomes.get(writeKey(w))), [
    "written",
    "written",
    "lost",
  ]);
  const drafts = await db.sql`select tenant, entry_id, xmin::text from drafts order by entry_id`;
  assert.deepEqual(drafts.map((d) => [d.tenant, d.entryId]), [
    ["acme", "message_acme"],
    ["globex", "message_globex"],
  ]);
  assert.equal(new Set(drafts.map((d) => d.xmin)).size, 1, "one transaction");
});

test("the log gives a reader nothing of a stream of another tenant", async () => {
  const { ref: { conversationId: streamId } } = await running("acme");
  const api = connect(urls.api, { name: "test", max: 1 });
  const log = await openLog(api, urls.api);
  const read = async (tenant: string) => [
    (await log.stream(tenant, streamId))?.head ?? 0,
    (await log.events(tenant, streamId, 0, 10)).length,
    (await log.eventsBefore(tenant, streamId, 3, 10)).length,
    (await log.eventsAt(tenant, [{ streamId, seq: 1 }])).length,
    (await log.changes([{ tenant, streamId, seq: 0, at: null, draft: 0 }])).events.length,
  ];
  assert.deepEqual(await read("globex"), [0, 0, 0, 0, 0]);
  assert.deepEqual(await read("acme"), [4, 4, 2, 1, 4]);
  await api.end({ timeout: 1 });
});
