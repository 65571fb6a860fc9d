import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { closeConversation } from "../commands/close-conversation.ts";
import { openLog } from "../log/open-log.ts";
import { conversationUsages } from "../conversation/read-conversations.ts";
import { entriesByIds } from "../conversation/read-entries.ts";
import { stepsByIds } from "../call/read-steps.ts";
import { turnsByIds } from "./read-turns.ts";
import { sendMessage } from "../commands/send-message.ts";
import { startConversation } from "../commands/start-conversation.ts";
import {
  caller,
  newKey,
  registerAnalyst,
  type TestDatabase,
  testDatabase,
  text,
  withAnalyst,
} from "../testing/database.ts";
import { aWrite, writeOne } from "../testing/write.ts";
import { writeLog } from "../log/write-log.ts";
import type { ClaimedModelCall } from "../call/claimed-model-call.ts";
import { claimNextAction } from "./claim-next-action.ts";
import { contentHash } from "../ids.ts";
import { FencedError, stillClaimed } from "../call/claimed-call.ts";
import { renewLease } from "../call/lease.ts";
import { commitModelCall } from "../call/commit-model-call.ts";
import { type ModelOutcome } from "../call/model-outcome.ts";
import { failModelCall, retryModelCall } from "../call/retry-model-call.ts";
import {
  claimAbandonedConversations,
  recordRemoteConversation,
  removeRemoteConversation,
} from "../conversation/remote-conversations.ts";
import { claimToolCall } from "../call/claim-tool-call.ts";
import { commitToolCall } from "../call/commit-tool-call.ts";

let db: TestDatabase;
before(async () => {
  db = await testDatabase();
  await registerAnalyst(db.sql);
});
after(() => db[Symbol.asyncDispose]());

const policy = {
  leaseMs: 0,
  maxAttempts: 5,
  provider: "emulator",
  turnMs: 60_000,
  toolCallsPerTurn: 50,
  toolCallsPerAnswer: 20,
};

async function begun(message = "hello") {
  const { conversationId } = await startConversation(
    db.sql,
    caller,
    withAnalyst(message),
    "emulator",
  );
  const ref = { tenant: "default", conversationId };
  return { ref, call: await claimedCall(ref) };
}

/** Claims the next model call, after the lease of an attempt that stopped responding. */
async function claimedCall(ref: { tenant: string; conversationId: string }) {
  await db.sql`update calls set leased_until = now() - interval '1 minute'
    where conversation_id = ${ref.conversationId}`;
  const next = await claimNextAction(db.sql, ref, policy);
  assert.equal(next.next, "model");
  return (next as { call: ClaimedModelCall }).call;
}

const message = (id: string, t: string) => ({ kind: "message" as const, id, content: text(t) });
const answered = (...entries: ModelOutcome["entries"]): ModelOutcome => ({
  checkpoint: { remoteId: "conv_1", lastEntryId: `lastEntryId-${entries[0]?.id}` },
  entries,
  used: { inputTokens: 5, outputTokens: 3, estimated: false },
  toolCallsLeft: 20,
  toolCallsOfBudget: false,
  cutByBudget: false,
});
const opened = (call: ClaimedModelCall, id: string) => ({
  kind: "message" as const,
  id,
  versionId: call.version.id,
});
const toolEntry = ({ step }: ClaimedModelCall, id: string, place: number) => ({
  kind: "tool" as const,
  ...{ id, place, step, server: "prices", name: "quote", remoteToolCallId: `remote-${id}` },
});
const chunk = (entryId: string, offset: number, t: string) => ({
  entryId,
  part: 0,
  kind: "TEXT" as const,
  offset,
  text: t,
});
const eventsOf = async (conversationId: string) => {
  const events = await (await openLog(db.sql, db.url)).events("default", conversationId, 0, 100);
  return events.map(({ body }) => "status" in body ? `${body.kind} ${body.status}` : body.kind);
};

test("a simple turn is one call, with its events, its answer and its checkpoint", async () => {
  const { ref, call } = await begun();
  await writeOne(db.sql, call, [opened(call, "message_a")], [chunk("message_a", 0, "Hel")]);
  await writeOne(db.sql, call, [], [chunk("message_a", 3, "lo")]);
  const [writing] = await entriesByIds(db.sql, "default", ["message_a"]);
  assert.deepEqual(writing?.kind === "message" && writing.content, text("Hello"));
  const after = await commitModelCall(db.sql, call, answered(message("message_a", "Hello")));
  assert.deepEqual(after, { next: "rest" });
  assert.deepEqual(await eventsOf(ref.conversationId), [
    "TurnChanged QUEUED",
    "EntryChanged COMPLETED",
    "TurnChanged RUNNING",
    "StepChanged RUNNING",
    "EntryChanged RUNNING",
    "EntryChanged COMPLETED",
    "StepChanged COMPLETED",
    "TurnChanged COMPLETED",
  ]);
  const [drafts] = await db.sql`select count(*) as n from drafts where entry_id = 'message_a'`;
  assert.equal(drafts?.n, 0);
});

test("the next turn continues from the last settled entry", async () => {
  const { ref, call } = await begun();
  await commitModelCall(db.sql, call, answered(message("message_b", "x")));
  await sendMessage(db.sql, caller, {
    idempotencyKey: newKey(),
    ...ref,
    content: text("more"),
    budget: null,
    whenBusy: "ENQUEUE",
  }, "emulator");
  const second = await claimedCall(ref);
  assert.deepEqual(second.checkpoint, {
    remoteId: "conv_1",
    lastEntryId: "lastEntryId-message_b",
    dirty: false,
    inherited: false,
  });
});

test("an attempt that stopped responding is replaced: its text is discarded, and it can no longer write", async () => {
  const { ref, call: first } = await begun();
  await writeOne(db.sql, first, [opened(first, "message_c")], [chunk("message_c", 0, "lost")]);
  const second = await claimedCall(ref);
  assert.equal(second.fence, first.fence + 1);
  assert.deepEqual((await eventsOf(ref.conversationId)).slice(-2), [
    "EntryChanged DISCARDED",
    "StepChanged RUNNING",
  ]);
  const [row] = await entriesByIds(db.sql, "default", ["message_c"]);
  assert.ok(row?.kind === "message");
  assert.deepEqual([row.status, row.content], ["DISCARDED", [{ type: "text", text: "lost" }]]);
  assert.equal(await writeOne(db.sql, first, [opened(first, "message_c2")], []), "lost");
  const writes = [
    aWrite(first, [], [chunk("message_c", 4, "!")]),
    aWrite(second, [opened(second, "message_d")], [chunk("message_d", 0, "good")]),
  ];
  assert.deepEqual(Object.fromEntries(await writeLog(db.sql, writes)), {
    [`${second.id}/1`]: "lost",
    [`${second.id}/2`]: "written",
  });
  const commit = commitModelCall(db.sql, first, answered(message("message_c", "lost")));
  await assert.rejects(commit, FencedError);
  const still = await stillClaimed(db.sql, [first, second]);
  assert.deepEqual([...still], [`${second.id}/${second.fence}`]);
});

test("an attempt whose request may have been accepted leaves an answer to look for, a rate-limited one does not", async () => {
  const { ref, call } = await begun();
  await commitModelCall(db.sql, call, answered(message("message_e", "x")));
  await sendMessage(db.sql, caller, {
    idempotencyKey: newKey(),
    ...ref,
    content: text("more"),
    budget: null,
    whenBusy: "ENQUEUE",
  }, "emulator");
  const failure = { code: "RATE_LIMITED" as const, message: "busy" };
  const retry = { failure, retryAt: new Date(), remoteConversationUnknown: false, counts: true };
  const limited = await claimedCall(ref);
  await retryModelCall(db.sql, limited, { ...retry, consumed: false });
  const cut = await claimedCall(ref);
  assert.equal(cut.lostAnswer, null);
  await recordRemoteConversation(db.sql, cut, "conv_2");
  await retryModelCall(db.sql, cut, { ...retry, consumed: true });
  const next = await claimedCall(ref);
  assert.deepEqual(next.lostAnswer, { remoteId: "conv_2", remoteConversationUnknown: false });
  assert.equal(next.checkpoint?.dirty, false);
});

test("the remote conversation of a request is unknown until the provider has sent its id", async () => {
  const { ref, call } = await begun();
  const opening = { leaseMs: 0, remoteConversationUnknown: true, possiblyPaidTwice: false };
  await renewLease(db.sql, call, opening);
  const second = await claimedCall(ref);
  assert.deepEqual(second.lostAnswer, { remoteId: null, remoteConversationUnknown: true });
  await assert.rejects(renewLease(db.sql, call, opening), FencedError);
  await renewLease(db.sql, second, { ...opening, possiblyPaidTwice: true });
  await recordRemoteConversation(db.sql, second, "conv_1");
  await commitModelCall(db.sql, second, answered(message("message_x", "x")));
  const [usage] = await conversationUsages(db.sql, "default", [ref.conversationId]);
  assert.equal(usage?.possiblyPaidTwice, 1);
});

test("a wait counts no attempt, and each wait has an event", async () => {
  const { ref, call } = await begun();
  const failure = { code: "UNAVAILABLE" as const, message: "locked" };
  const wait = { failure, consumed: false, remoteConversationUnknown: false, counts: false };
  await retryModelCall(db.sql, call, { ...wait, retryAt: new Date() });
  const second = await claimedCall(ref);
  assert.deepEqual([second.attempt, second.fence], [1, 2]);
  await retryModelCall(db.sql, second, { ...wait, retryAt: new Date() });
  const waits = (await eventsOf(ref.conversationId)).filter((f) => f === "StepChanged WAITING");
  assert.equal(waits.length, 2);
});

test("a turn past its deadline fails, and so does a call recorded with another input", async () => {
  const late = await begun();
  await db.sql`update turns set deadline = now() where id = ${late.call.turnId}`;
  assert.deepEqual(await claimNextAction(db.sql, late.ref, policy), { next: "advance" });
  const other = await begun();
  await db.sql`update calls set input_hash = 'x' where id = ${other.call.id}`;
  assert.deepEqual(await claimNextAction(db.sql, other.ref, policy), { next: "advance" });
  const failed = await turnsByIds(db.sql, "default", [late.call.turnId, other.call.turnId]);
  assert.deepEqual(failed.map((t) => t?.failure?.code), ["TIMED_OUT", "INTERNAL"]);
});

test("duplicate and abandoned remote conversations are deleted after the turn, but never that of the checkpoint", async () => {
  const { ref, call } = await begun();
  await recordRemoteConversation(db.sql, call, "conv_lost");
  const second = await claimedCall(ref);
  await recordRemoteConversation(db.sql, second, "conv_kept");
  const abandoned = async () => {
    const now = { afterMs: -1, limit: 10 };
    return (await claimAbandonedConversations(db.sql, "emulator", now)).map((one) => one.remoteId);
  };
  assert.deepEqual(await abandoned(), []);
  const outcome = answered(message("message_y", "y"));
  await commitModelCall(db.sql, second, {
    ...outcome,
    checkpoint: { remoteId: "conv_kept", lastEntryId: "lastEntryId-kept" },
  });
  assert.deepEqual(await abandoned(), ["conv_lost"]);
  await removeRemoteConversation(db.sql, "emulator", "conv_lost");
  assert.deepEqual(await abandoned(), []);
});

test("an answer with malformed arguments is replayed from the start", async () => {
  const { ref, call } = await begun();
  await writeOne(db.sql, call, [toolEntry(call, "tool_broken", 0)], []);
  const broken = { kind: "tool" as const, id: "tool_broken", arguments: '{"symbol": "AA' };
  await commitModelCall(db.sql, call, answered(broken));
  const tool = await claimToolCall(db.sql, { ...ref, id: "tool_broken" }, policy);
  assert.equal(tool.outcome, "claimed");
  if (tool.outcome !== "claimed") return;
  await commitToolCall(db.sql, tool.call, { result: "no JSON", output: null, failure: null });
  const next = await claimedCall(ref);
  assert.equal(next.checkpoint, null);
  const toolCall = { remoteToolCallId: "remote-tool_broken", name: "prices__quote" };
  assert.deepEqual(next.inputs, [
    { type: "message", content: text("hello") },
    { type: "tool_call", ...toolCall, arguments: '{"symbol": "AA' },
    { type: "tool_result", ...toolCall, label: "c1", result: "no JSON" },
  ]);
});

test("tool calls beyond the limit are answered at once, and the model continues", async () => {
  const { ref, call } = await begun();
  const ids = ["tool_l1", "tool_l2"];
  await writeOne(db.sql, call, ids.map((id, i) => toolEntry(call, id, i)), []);
  const written = ids.map((id) => ({ kind: "tool" as const, id, arguments: {} }));
  const due = await commitModelCall(db.sql, call, { ...answered(...written), toolCallsLeft: 1 });
  assert.deepEqual(due, { next: "tools", toolCalls: [{ id: "tool_l1", tool: "prices.quote" }] });
  const [made, refused] = await stepsByIds(db.sql, "default", ids);
  assert.deepEqual([made?.status, refused?.status], ["RUNNING", "FAILED"]);
  const first = await claimToolCall(db.sql, { ...ref, id: "tool_l1" }, policy);
  if (first.outcome !== "claimed") return assert.fail();
  await commitToolCall(db.sql, first.call, { result: "1", output: null, failure: null });
  const next = await claimedCall(ref);
  assert.match(JSON.stringify(next.inputs.at(-1)), /too many tools/);
});

test("a tool that may have run is not called again unless it is idempotent", async () => {
  for (const idempotent of [true, false]) {
    const { ref, call } = await begun();
    const versionId = `version_i${idempotent}`;
    await db.sql`insert into agent_versions (id, tenant, agent_id, number, hash, spec)
      select ${versionId}, tenant, agent_id, ${idempotent ? 101 : 102}, ${versionId},
        jsonb_set(spec, '{tools,0,tool,idempotent}', ${idempotent}::text::jsonb)
      from agent_versions where id = ${call.version.id}`;
    await db.sql`update conversations set agent_version_id = ${versionId}
      where id = ${ref.conversationId}`;
    const id = `tool_i${idempotent}`;
    await writeOne(db.sql, call, [toolEntry(call, id, 0)], []);
    await commitModelCall(db.sql, call, answered({ kind: "tool", id, arguments: {} }));
    await claimToolCall(db.sql, { ...ref, id }, policy);
    await db.sql`update calls set leased_until = now() - interval '1 minute' where id = ${id}`;
    const again = await claimToolCall(db.sql, { ...ref, id }, policy);
    assert.equal(again.outcome, idempotent ? "claimed" : "finished");
    const [step] = await stepsByIds(db.sql, "default", [id]);
    assert.equal(step?.failure?.code, idempotent ? undefined : "OUTCOME_UNKNOWN");
  }
});

test("a failed turn has its event, and the next message continues from where the failed turn began", async () => {
  const { ref, call } = await begun();
  await writeOne(db.sql, call, [opened(call, "message_f")], [chunk("message_f", 0, "half")]);
  await failModelCall(db.sql, call, { code: "REFUSED", message: "no" });
  const [entry] = await entriesByIds(db.sql, "default", ["message_f"]);
  assert.equal(entry?.status, "CANCELLED");
  assert.deepEqual(entry?.kind === "message" && entry.content, text("half"));
  await sendMessage(db.sql, caller, {
    idempotencyKey: newKey(),
    ...ref,
    content: text("again"),
    budget: null,
    whenBusy: "ENQUEUE",
  }, "emulator");
  const next = await claimedCall(ref);
  assert.notEqual(next.turnId, call.turnId);
  assert.equal(next.checkpoint, null);
});

test("tool calls of one answer run together, and their results are sent in order", async () => {
  const { ref, call } = await begun();
  const ids = ["tool_1", "tool_2"];
  await writeOne(db.sql, call, ids.map((id, i) => toolEntry(call, id, i)), []);
  const written = ids.map((id) => ({ kind: "tool" as const, id, arguments: { symbol: id } }));
  const due = await commitModelCall(db.sql, call, answered(...written));
  const tool = "prices.quote";
  const toolCalls = ["tool_1", "tool_2"].map((id) => ({ id, tool }));
  assert.deepEqual(due, { next: "tools", toolCalls });
  for (const id of ids.toReversed()) {
    const next = await claimToolCall(db.sql, { ...ref, id }, policy);
    assert.equal(next.outcome, "claimed");
    if (next.outcome !== "claimed") continue;
    assert.equal(next.call.tool?.name, "quote");
    await commitToolCall(db.sql, next.call, { result: `r-${id}`, output: null, failure: null });
    const again = await claimToolCall(db.sql, { ...ref, id }, policy);
    assert.equal(again.outcome, "finished");
  }
  const second = await claimedCall(ref);
  const name = "prices__quote";
  assert.deepEqual(second.inputs, [
    {
      type: "tool_result",
      remoteToolCallId: "remote-tool_1",
      label: "c1",
      name,
      result: "r-tool_1",
    },
    {
      type: "tool_result",
      remoteToolCallId: "remote-tool_2",
      label: "c2",
      name,
      result: "r-tool_2",
    },
  ]);
  // Releases without labels hash the same inputs: a call that one of them claimed continues.
  const bare = second.inputs.map((input) =>
    Object.fromEntries(Object.entries(input).filter(([key]) => key !== "label"))
  );
  const [row] = await db.sql`select input_hash from calls where id = ${second.id}`;
  assert.equal(row?.inputHash, contentHash({ version: second.version.id, inputs: bare }));
});

test("a call that kills every worker ends its turn after the last attempt", async () => {
  const { ref } = await begun();
  for (let attempt = 2; attempt <= policy.maxAttempts; attempt++) await claimedCall(ref);
  await db.sql`update calls set leased_until = now() - interval '1 minute'`;
  assert.deepEqual(await claimNextAction(db.sql, ref, policy), { next: "advance" });
  assert.equal((await eventsOf(ref.conversationId)).at(-1), "TurnChanged FAILED");
  assert.deepEqual(await claimNextAction(db.sql, ref, policy), { next: "rest" });
});

test("closing fences off the worker of a running call and keeps its text", async () => {
  const { ref, call } = await begun();
  await writeOne(db.sql, call, [opened(call, "message_g")], [chunk("message_g", 0, "so far")]);
  await closeConversation(db.sql, caller, { idempotencyKey: newKey(), ...ref });
  const commit = commitModelCall(db.sql, call, answered(message("message_g", "so far and on")));
  await assert.rejects(commit, FencedError);
  const [entry] = await entriesByIds(db.sql, "default", ["message_g"]);
  assert.deepEqual(entry?.kind === "message" && entry.content, text("so far"));
  assert.deepEqual((await eventsOf(ref.conversationId)).slice(-4), [
    "EntryChanged CANCELLED",
    "StepChanged CANCELLED",
    "TurnChanged CANCELLED",
    "ConversationClosed",
  ]);
});

test("a reader never sees a draft without the event that announced its entry", async () => {
  const { ref, call } = await begun();
  await writeOne(db.sql, call, [opened(call, "message_h")], [chunk("message_h", 0, "x")]);
  const log = await openLog(db.sql, db.url);
  const position = { tenant: "default", streamId: ref.conversationId, seq: 0, at: null, draft: 0 };
  const { events, drafts } = await log.changes([position]);
  assert.equal(events.at(-1)?.seq, 5);
  assert.deepEqual(drafts.map((d) => [d.entryId, d.offset, d.text]), [["message_h", 0, "x"]]);
  const draft = drafts[0]?.number ?? 0;
  const none = await log.changes([{ ...position, seq: 5, draft }]);
  assert.deepEqual(none, { events: [], drafts: [] });
  await db.sql`update entries set status = 'DISCARDED' where id = 'message_h'`;
  const late = await log.changes([position]);
  assert.deepEqual(late.drafts, [], "a draft written after the end of its entry is not returned");
});
