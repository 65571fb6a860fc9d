import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Verdict } from "../../protocol/approval/approval.ts";
import type { ApprovalFilter } from "../../protocol/approval/records.ts";
import type { DecideApproval } from "../../protocol/approval/commands.ts";
import { approvalsStreamId } from "../../protocol/ids.ts";
import { readChain } from "../audit/read-chain.ts";
import { cancelTurn } from "../commands/cancel-turn.ts";
import { closeConversation } from "../commands/close-conversation.ts";
import { decideApproval } from "../commands/decide-approval.ts";
import { triggerSchedule } from "../commands/trigger-schedule.ts";
import { claimToolCall } from "../call/claim-tool-call.ts";
import { commitToolCall } from "../call/commit-tool-call.ts";
import { openLog } from "../log/open-log.ts";
import {
  approvalContexts,
  approvalCount,
  approvalInbox,
  approvalsByCallIds,
} from "./read-approvals.ts";
import { contentHash } from "../ids.ts";
import type { PageArgs } from "../../protocol/paging.ts";
import { BadCursor } from "../paging/page.ts";
import { entriesByIds } from "../conversation/read-entries.ts";
import { Refusal } from "../refusal.ts";
import { schedules } from "../schedule/testing.ts";
import { claimStaleConversations } from "../conversation/claim-stale-conversations.ts";
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

const check = (_: unknown, args: unknown) =>
  typeof (args as { symbol?: unknown }).symbol === "string" ? [] : ["symbol must be string"];

/** A conversation with a pending approval for each of these symbols. */
async function asked(...symbols: string[]) {
  const ref = await p.start("buy");
  const call = await p.claim(ref);
  const { ids, due } = await p.ask(call, symbols, "prices", "trade");
  const approvals = (await approvalsByCallIds(db.sql, "default", ids)).map((a) => a ?? never());
  return { ref, turnId: call.turnId, ids, due, approvals };
}
const never = () => assert.fail("an approval was awaited");

type Asked = Awaited<ReturnType<typeof asked>>["approvals"][number];
type Given = DecideApproval["verdict"];
const yes: Given = { kind: "APPROVED", arguments: null, always: false, reason: null };
const no: Given = { kind: "REJECTED", reason: "too dear" };
const decide = (a: Asked, verdict: Given, over: Partial<DecideApproval> = {}, by = caller) =>
  decideApproval(db.sql, by, {
    idempotencyKey: newKey(),
    approvalId: a.id,
    argumentsHash: a.argumentsHash,
    verdict,
    ...over,
  }, check);
const verdictOf = async (a: Asked): Promise<Verdict | undefined> =>
  (await approvalsByCallIds(db.sql, "default", [a.callId]))[0]?.verdict;
const first = <T>(list: T[]): T => list[0] ?? never();
const refused = (reason: string) => (e: unknown) =>
  e instanceof Refusal && e.error.type === "ConflictError" && e.error.reason === reason;
const expire = (a: Asked) =>
  db.sql`update approvals set expires_at = now() - interval '1 second' where id = ${a.id}`;
const runs = async (ref: Ref, id: string) => {
  const next = await claimToolCall(db.sql, { ...ref, id }, policy);
  assert.ok(next.outcome === "claimed");
  await commitToolCall(db.sql, next.call, { result: "ordered", output: null, failure: null });
  return next.call.arguments;
};
const tools = async (ref: Ref) => {
  const next = await p.next(ref);
  assert.ok(next.next === "tools");
  return next;
};

test("while an approval is pending, call and turn wait, and nothing is claimed", async () => {
  const { ref, ids, due, approvals } = await asked("NVDA");
  assert.deepEqual(due, { next: "advance" });
  const next = await tools(ref);
  assert.deepEqual(next.ids, []);
  assert.ok((next.wakeInMs ?? 0) > 50_000 && (next.wakeInMs ?? 0) <= 60_000);
  assert.equal(
    (await claimToolCall(db.sql, { ...ref, id: first(ids) }, policy)).outcome,
    "finished",
  );
  assert.deepEqual(await p.statuses(ref), ["WAITING"]);
  const [entry] = await entriesByIds(db.sql, "default", ids);
  assert.equal(entry?.status, "WAITING");
  assert.deepEqual(first(approvals).proposedArguments, { symbol: "NVDA" });
});

test("an approved call runs; its events are in both streams, and the turn continues", async () => {
  const { ref, ids, approvals } = await asked("NVDA");
  await decide(first(approvals), yes);
  assert.deepEqual((await tools(ref)).ids, ids);
  assert.deepEqual(await runs(ref, first(ids)), { symbol: "NVDA" });
  assert.equal((await p.claim(ref)).inputs[0]?.type, "tool_result");
  const { id } = first(approvals);
  const log = await openLog(db.sql, db.url);
  for (const stream of [ref.conversationId, approvalsStreamId("default")]) {
    const events = await log.events("default", stream, 0, 500);
    const own = events.filter(({ body }) =>
      body.kind === "ApprovalChanged" && body.approvalId === id
    );
    assert.deepEqual(own.map(({ body }) => "verdict" in body && body.verdict), [
      "PENDING",
      "APPROVED",
    ]);
  }
  const events = await p.eventsOf(ref.conversationId);
  assert.deepEqual(events.filter((t) => t.startsWith("TurnChanged")), [
    "TurnChanged QUEUED",
    "TurnChanged RUNNING",
    "TurnChanged WAITING",
    "TurnChanged RUNNING",
  ]);
});

test("a call approved with edited arguments runs with those; arguments that the tool does not accept are refused", async () => {
  const { ref, ids, approvals } = await asked("NVDA");
  const bad = decide(first(approvals), { ...yes, arguments: { symbol: 7 } });
  await assert.rejects(bad, (e) => e instanceof Refusal && e.error.type === "ValidationError");
  await decide(first(approvals), { ...yes, arguments: { symbol: "AMD" } });
  assert.deepEqual(await runs(ref, first(ids)), { symbol: "AMD" });
  const [input] = (await p.claim(ref)).inputs;
  assert.match(input?.type === "tool_result" ? input.result : "", /changed.*AMD.*ordered/s);
});

test("a rejected call does not run, and the model receives the reason", async () => {
  const { ref, ids, approvals } = await asked("NVDA");
  await decide(first(approvals), no);
  assert.equal(
    (await claimToolCall(db.sql, { ...ref, id: first(ids) }, policy)).outcome,
    "finished",
  );
  const [input] = (await p.claim(ref)).inputs;
  assert.match(input?.type === "tool_result" ? input.result : "", /a human said no: too dear/);
});

test("of several calls, approved ones run while others wait", async () => {
  const { ref, ids: [a = "", b = "", c = ""], approvals } = await asked("A", "B", "C");
  await decide(approvals[1] ?? never(), yes);
  const next = await tools(ref);
  assert.deepEqual([next.ids, next.wakeInMs !== null], [[b], true]);
  await runs(ref, b);
  await decide(approvals[0] ?? never(), no);
  assert.deepEqual(await p.statuses(ref), ["WAITING"]);
  await decide(approvals[2] ?? never(), yes);
  assert.deepEqual(await p.statuses(ref), ["RUNNING"]);
  await runs(ref, c);
  const { inputs } = await p.claim(ref);
  assert.equal(inputs.length, 3);
  assert.ok(a);
});

test("a different second verdict is refused; the same one again, also concurrently, is accepted", async () => {
  const { approvals } = await asked("NVDA");
  const a = first(approvals);
  await Promise.all([decide(a, yes), decide(a, yes), decide(a, yes)]);
  await decide(a, yes);
  await assert.rejects(decide(a, no), refused("DECIDED"));
  const other = decide(a, { ...yes, arguments: { symbol: "AMD" } });
  await assert.rejects(other, refused("DECIDED"));
  assert.equal(await verdictOf(a), "APPROVED");
});

test("of two concurrent verdicts that differ, one is recorded and the other refused", async () => {
  await Promise.all(Array.from({ length: 8 }, async () => {
    const { approvals } = await asked("NVDA");
    const a = first(approvals);
    const both = await Promise.allSettled([decide(a, yes), decide(a, no)]);
    assert.deepEqual(both.map((b) => b.status).sort(), ["fulfilled", "rejected"]);
    assert.equal(await verdictOf(a), both[0].status === "fulfilled" ? "APPROVED" : "REJECTED");
  }));
});

test("a verdict on other arguments is STALE, and another tenant's approval is not found", async () => {
  const { approvals } = await asked("NVDA");
  const stale = decide(first(approvals), yes, { argumentsHash: "x" });
  await assert.rejects(stale, refused("STALE"));
  const a = first(approvals);
  const command = { idempotencyKey: newKey(), approvalId: a.id, argumentsHash: a.argumentsHash };
  const foreign = { ...caller, tenant: "other" };
  await assert.rejects(
    decideApproval(db.sql, foreign, { ...command, verdict: yes }, check),
    (e) => {
      return e instanceof Refusal && e.error.type === "NotFoundError";
    },
  );
});

test("a concurrent duplicate of a decision returns the first result", async () => {
  const { approvals } = await asked("NVDA");
  const idempotencyKey = newKey();
  const done = await Promise.all(
    [1, 2, 3].map(() => decide(first(approvals), yes, { idempotencyKey })),
  );
  assert.deepEqual(done.map((d) => d.replayed).sort(), [false, true, true]);
});

test("an expired approval gets its default verdict once, by the database's clock", async () => {
  const { ref, approvals } = await asked("NVDA");
  await expire(first(approvals));
  await Promise.all([p.next(ref), p.next(ref)].map((x) => x.catch(() => null)));
  assert.equal(await verdictOf(first(approvals)), "REJECTED");
  const [row] = await db.sql<{ decidedBy: { kind: string } }[]>`
    select decided_by from approvals where id = ${first(approvals).id}`;
  assert.equal(row?.decidedBy.kind, "SYSTEM");
});

test("after its expiry only the default verdict is accepted, also before that was recorded", async () => {
  const { approvals } = await asked("NVDA");
  await expire(first(approvals));
  await assert.rejects(decide(first(approvals), yes), refused("DECIDED"));
  await decide(first(approvals), no);
  assert.equal(await verdictOf(first(approvals)), "REJECTED");
});

test("`always` ends approvals of this tool in this conversation, not in others", async () => {
  const { ref, ids, approvals } = await asked("NVDA");
  await decide(first(approvals), { ...yes, always: true });
  await runs(ref, first(ids));
  const { due, ids: more } = await p.ask(await p.claim(ref), ["AMD"], "prices", "trade");
  const toolCalls = more.map((id) => ({ id, tool: "prices.trade" }));
  assert.deepEqual(due, { next: "tools", toolCalls });
  assert.equal((await asked("NVDA")).approvals.length, 1);
});

for (const end of ["cancel", "close", "INTERRUPT", "ROLLBACK"] as const) {
  test(`${end} withdraws pending approvals; in a race with a verdict, one of them is first`, async () => {
    const stop = (ref: Ref, turnId: string) =>
      end === "cancel"
        ? cancelTurn(db.sql, caller, { idempotencyKey: newKey(), turnId, reason: null })
        : end === "close"
        ? closeConversation(db.sql, caller, { idempotencyKey: newKey(), ...ref })
        : p.send(ref, "other", end);
    const calm = await asked("NVDA");
    await stop(calm.ref, calm.turnId);
    assert.equal(await verdictOf(first(calm.approvals)), "WITHDRAWN");
    await assert.rejects(decide(first(calm.approvals), yes), refused("ENDED"));
    await Promise.all(Array.from({ length: 6 }, async () => {
      const { ref, turnId, approvals } = await asked("NVDA");
      const [decided, stopped] = await Promise.allSettled([
        decide(first(approvals), yes),
        stop(ref, turnId),
      ]);
      assert.equal(stopped.status, "fulfilled");
      const expected = decided.status === "fulfilled" ? "APPROVED" : "WITHDRAWN";
      assert.equal(await verdictOf(first(approvals)), expected);
      const [turn] = await db.sql`select status, waiting_since from turns where id = ${turnId}`;
      assert.deepEqual([turn?.status, turn?.waitingSince], [
        end === "ROLLBACK" ? "DISCARDED" : "CANCELLED",
        null,
      ]);
    }));
  });
}

const pending: ApprovalFilter = { verdicts: ["PENDING"] };
const count = (filter: ApprovalFilter) => approvalCount(db.sql, "default", filter);

test("the inbox has pages, a count and a cursor; the approval that expires first is on top", async () => {
  const before = await approvalInbox(db.sql, "default", pending, { first: 250 });
  const counted = await count(pending);
  const { approvals } = await asked("A", "B");
  await db.sql`update approvals set expires_at = now() + interval '5 seconds'
    where id = ${approvals[1]?.id ?? ""}`;
  const inbox = await approvalInbox(db.sql, "default", pending, { first: 1 });
  assert.equal(await count(pending), counted + 2);
  assert.equal(inbox.items[0]?.node.id, approvals[1]?.id);
  assert.ok(inbox.hasNextPage);
  assert.ok(inbox.head > before.head);
  const all = await approvalInbox(db.sql, "default", {}, { first: 250 });
  assert.equal(await count({}), all.items.length);
  assert.ok(all.items.length > await count(pending));
  const rest = { first: 250, after: inbox.items[0]?.cursor };
  const next = await approvalInbox(db.sql, "default", pending, rest);
  assert.equal(next.items.length, await count(pending) - 1);
});

test("the sweeper skips a turn that waits for an approval, but not one whose approval is decided or expired", async () => {
  const claimed = async (ref: Ref) => {
    await db.sql`update conversations set woken_at = now() - interval '1 hour'
      where id = ${ref.conversationId}`;
    const due = await claimStaleConversations(db.sql, 1_000);
    return due.some((c) => c.conversationId === ref.conversationId);
  };
  const { ref, approvals } = await asked("A", "B");
  assert.equal(await claimed(ref), false);
  await decide(first(approvals), yes);
  assert.equal(await claimed(ref), true);
  const late = await asked("A");
  await expire(first(late.approvals));
  assert.equal(await claimed(late.ref), true);
});

test("who asked a schedule for the turn counts as its sender", async () => {
  const { turnId, approvals } = await asked("NVDA");
  const [one] = approvals;
  assert.ok(one);
  await db.sql`update turns set sent_by = 'ada' where id = ${turnId}`;
  await db.sql`update mcp_servers set separate_approver = '{trade}' where name = 'prices'`;
  const operator = { ...caller, subject: "op" };
  const scheduleId = await schedules(db.sql).create();
  const command = { idempotencyKey: newKey(), scheduleId };
  const { firingId } = await triggerSchedule(db.sql, operator, command, new Date());
  try {
    await db
      .sql`update firings set turn_id = ${turnId}, outcome = 'STARTED' where id = ${firingId}`;
    await assert.rejects(decide(one, yes, {}, operator), Refusal);
    await decide(one, yes, {}, { ...caller, subject: "eve" });
    assert.equal(await verdictOf(one), "APPROVED");
  } finally {
    await db.sql`update mcp_servers set separate_approver = '{}' where name = 'prices'`;
  }
});

test("who sent a message of the turn cannot approve a tool with a separate approver, only reject it", async () => {
  const as = (subject: string | null) => ({ ...caller, subject });
  const { turnId, approvals } = await asked("NVDA", "AMD", "MSFT");
  const [one, two, three] = approvals;
  assert.ok(one && two && three);
  await db.sql`update turns set sent_by = 'ada' where id = ${turnId}`;
  await db.sql`update entries set sent_by = 'ben' where turn_id = ${turnId} and role = 'USER'`;
  await db.sql`update mcp_servers set separate_approver = '{trade}' where name = 'prices'`;
  const isForbidden = (e: unknown) =>
    e instanceof Refusal && e.error.type === "ForbiddenError" && e.error.scope === null;
  try {
    for (const sender of ["ada", "ben"]) {
      await assert.rejects(decide(one, yes, {}, as(sender)), isForbidden);
      await assert.rejects(decide(one, { ...yes, always: true }, {}, as(sender)), isForbidden);
    }
    assert.equal(await verdictOf(one), "PENDING");
    await decide(one, yes, {}, as("eve"));
    await decide(two, no, {}, as("ada"));
    assert.deepEqual([await verdictOf(one), await verdictOf(two)], ["APPROVED", "REJECTED"]);
    await decide(three, yes, {}, as(null));
    assert.equal(await verdictOf(three), "APPROVED", "the owner of the machine is alone");
  } finally {
    await db.sql`update mcp_servers set separate_approver = '{}' where name = 'prices'`;
  }
});

test("a tenant with servers of its own has its own tools with a separate approver", async () => {
  const { turnId, approvals } = await asked("NVDA", "AMD");
  const [own, usual] = approvals;
  assert.ok(own && usual);
  const ada = { ...caller, subject: "ada" };
  await db.sql`update turns set sent_by = 'ada' where id = ${turnId}`;
  await db
    .sql`insert into tenant_overrides (tenant, own_key, own_servers) values ('default', false, true)`;
  try {
    await db.sql`insert into tenant_mcp_servers (tenant, name, url, separate_approver)
      values ('other', 'prices', 'http://x', '{*}'), ('default', 'prices', 'http://x', '{trade}')`;
    await assert.rejects(decide(own, yes, {}, ada), Refusal);
    await db.sql`delete from tenant_mcp_servers where tenant = 'default'`;
    await db.sql`update mcp_servers set separate_approver = '{trade}' where name = 'prices'`;
    await decide(own, yes, {}, ada);
    await db.sql`delete from tenant_overrides`;
    await assert.rejects(decide(usual, yes, {}, ada), Refusal);
  } finally {
    await db.sql`delete from tenant_overrides`;
    await db.sql`delete from tenant_mcp_servers`;
    await db.sql`update mcp_servers set separate_approver = '{}' where name = 'prices'`;
  }
});

test("verdicts are audited with the hash of the arguments, without the arguments and the reason", async () => {
  const { ref, approvals } = await asked("NVDA", "AMD", "INTC");
  const [a = never(), b = never(), c = never()] = approvals;
  const changed = { symbol: "TSLA" };
  await decide(a, { ...yes, arguments: changed, always: true } as Given);
  const idempotencyKey = newKey();
  await decide(b, no, { idempotencyKey });
  await decide(b, no, { idempotencyKey }); // replayed
  await decide(b, no); // as it is
  await expire(c);
  await p.next(ref);
  const rows = await Array.fromAsync(readChain(db.sql, "default"));
  const own = rows.filter(({ event }) => approvals.some((one) => one.id === event.resource));
  const call = ({ callId, argumentsHash }: Asked) => ({
    ...{ callId, argumentsHash },
    tool: "prices.trade",
  });
  assert.deepEqual(own.map(({ event }) => [event.action, event.actor.kind, event.details]), [
    ["approval.decided", "USER", {
      ...call(a),
      verdict: "APPROVED",
      always: true,
      changedArgumentsHash: contentHash(changed),
    }],
    ["approval.decided", "USER", { ...call(b), verdict: "REJECTED", always: false }],
    ["approval.expired", "SYSTEM", { ...call(c), verdict: "REJECTED" }],
  ]);
  assert.ok(!/TSLA|too dear/.test(JSON.stringify(own)));
});

test("who approved all further calls of a tool with a separate approver is asked about those of its own turns", async () => {
  const eve = { ...caller, subject: "eve", actor: { kind: "USER", name: "eve" } as const };
  const { ref, turnId, ids, approvals } = await asked("NVDA");
  await db.sql`update turns set sent_by = 'ada' where id = ${turnId}`;
  await db.sql`update mcp_servers set separate_approver = '{trade}' where name = 'prices'`;
  const ask = async (symbol: string) => p.ask(await p.claim(ref), [symbol], "prices", "trade");
  try {
    await decide(first(approvals), { ...yes, always: true }, {}, eve);
    await runs(ref, first(ids));
    const foreign = await ask("AMD");
    assert.equal(foreign.due.next, "tools");
    await runs(ref, first(foreign.ids));
    await db.sql`update turns set sent_by = 'eve' where id = ${turnId}`;
    const own = await ask("MSFT");
    assert.deepEqual(own.due, { next: "advance" });
    assert.equal((await approvalsByCallIds(db.sql, "default", own.ids))[0]?.verdict, "PENDING");
  } finally {
    await db.sql`update mcp_servers set separate_approver = '{}' where name = 'prices'`;
  }
});

test("the history has the latest decision on top, on every page, and nothing that still waits", async () => {
  const { approvals } = await asked("A", "B", "C");
  const [a, b, waiting] = approvals.map((one) => one ?? never());
  if (!a || !b || !waiting) throw never();
  await decide(b, no);
  await decide(a, yes);
  const history: ApprovalFilter = { order: "DECISION" };
  const page = (args: PageArgs) => approvalInbox(db.sql, "default", history, args);
  const top = await page({ first: 1 });
  assert.deepEqual(top.items.map(({ node }) => node.id), [a.id]);
  const after = top.items[0]?.cursor;
  const next = await page({ first: 1, after });
  assert.deepEqual(next.items.map(({ node }) => node.id), [b.id]);
  const all = (await page({ first: 250 })).items.map(({ node }) => node.id);
  assert.ok(!all.includes(waiting.id));
  assert.equal(await count(history), all.length);
  await assert.rejects(approvalInbox(db.sql, "default", {}, { first: 1, after }), BadCursor);
});

test("approvals are found by verdicts, agent, conversation, tool and times", async () => {
  const { ref, approvals } = await asked("A", "B");
  await decide(first(approvals), no);
  const here = (filter: ApprovalFilter) => count({ conversationId: ref.conversationId, ...filter });
  assert.equal(await here({}), 2);
  assert.equal(await here({ verdicts: ["REJECTED", "APPROVED"] }), 1);
  assert.equal(await here({ verdicts: [] }), 0);
  assert.equal(await here({ agent: "analyst", server: "prices", tool: "trade" }), 2);
  assert.equal(await here({ agent: "other" }), 0);
  assert.equal(await here({ server: "other" }), 0);
  assert.equal(await here({ tool: "quote" }), 0);
  const hour = (n: number) => new Date(Date.now() + n * 3_600_000);
  assert.equal(await here({ createdFrom: hour(-1), createdTo: hour(1) }), 2);
  assert.equal(await here({ createdTo: hour(-1) }), 0);
  assert.equal(await here({ decidedFrom: hour(-1), decidedTo: hour(1) }), 1);
});

test("the context of an approval names the message before the call, and the version that called", async () => {
  const ref = await p.start("buy");
  await p.answer(await p.claim(ref), "Which one?");
  await p.send(ref, "NVDA");
  const call = await p.claim(ref);
  const { ids } = await p.ask(call, ["NVDA"], "prices", "trade");
  const [approval] = await approvalsByCallIds(db.sql, "default", ids);
  const [context, none] = await approvalContexts(db.sql, "default", [
    approval?.id ?? "",
    "approval_none",
  ]);
  assert.equal(none, null);
  const [message] = await entriesByIds(db.sql, "default", [context?.messageId ?? ""]);
  assert.deepEqual(message?.kind === "message" && message.content, text("Which one?"));
  const { conversationId, versionId, server, tool } = context ?? never();
  assert.deepEqual([conversationId, versionId, server, tool], [
    ref.conversationId,
    call.version.id,
    "prices",
    "trade",
  ]);
  assert.deepEqual(await approvalContexts(db.sql, "other", [approval?.id ?? ""]), [null]);
});
