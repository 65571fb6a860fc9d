import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { ClaimedModelCall } from "../call/claimed-model-call.ts";
import type { ClaimedToolCall } from "../call/claim-tool-call.ts";
import { FencedError } from "../call/claimed-call.ts";
import { commitModelCall } from "../call/commit-model-call.ts";
import { commitToolCall } from "../call/commit-tool-call.ts";
import type { EndedToolCall } from "../call/end-tool-calls.ts";
import { cancelTurn } from "../commands/cancel-turn.ts";
import {
  caller,
  newKey,
  registerAnalyst,
  type TestDatabase,
  testDatabase,
} from "../testing/database.ts";
import { player, policy, type Ref } from "../testing/play-turns.ts";
import { writeOne } from "../testing/write.ts";
import { claimNextAction, continueAfterTools } from "./claim-next-action.ts";

let db: TestDatabase;
let play: ReturnType<typeof player>;
before(async () => {
  db = await testDatabase();
  play = player(db.sql);
  await registerAnalyst(db.sql);
});
after(() => db[Symbol.asyncDispose]());

const terms = { leaseMs: 10_000, maxAttempts: 3, deadlineMs: 60_000, traceparent: null };

/** The model calls the tool `quote` twice, and both calls are claimed with its answer. */
async function quickCalls(name = "quote") {
  const ref = await play.start();
  const call = await play.claim(ref);
  const tools = [0, 1].map((place) => ({
    ...{ kind: "tool" as const, id: `tool_q${place}${newKey()}`.slice(0, 40), place },
    ...{ step: call.step, server: "prices", name, remoteToolCallId: `remote-${place}` },
  }));
  await writeOne(db.sql, call, tools, []);
  const next = await commitModelCall(db.sql, call, {
    checkpoint: { remoteId: "conv_1", lastEntryId: "entry_1" },
    entries: tools.map(({ id, place }) => ({ kind: "tool", id, arguments: { place } })),
    used: { inputTokens: 5, outputTokens: 3, estimated: false },
    ...{ toolCallsLeft: 20, toolCallsOfBudget: false, cutByBudget: false },
    ...{ isQuick: () => true, claimTools: terms },
  });
  return { ref, call, next };
}

async function claimedTools() {
  const { ref, call, next } = await quickCalls();
  assert.equal(next.next, "run");
  return { ref, call, tools: (next as { calls: ClaimedToolCall[] }).calls };
}

const ended = (tools: readonly ClaimedToolCall[]): EndedToolCall[] =>
  tools.map((call, i) => ({ call, outcome: { result: `r${i}`, output: null, failure: null } }));

const statusesOf = async (tools: readonly { id: string }[]) => {
  const rows = await db.sql<{ status: string }[]>`
    select status from calls where id = any(${tools.map((t) => t.id)}) order by place`;
  return rows.map((r) => r.status);
};

const proceed = (ref: Ref, outcomes: EndedToolCall[]) =>
  continueAfterTools(db.sql, ref, policy, outcomes);

test("quick tool calls are claimed with the answer, and their outcomes are written with the next claim", async () => {
  const { ref, call, tools } = await claimedTools();
  assert.deepEqual(tools.map((t) => [t.fence, t.attempt, t.tool?.name, t.arguments]), [
    [1, 1, "quote", { place: 0 }],
    [1, 1, "quote", { place: 1 }],
  ]);
  const next = await proceed(ref, ended(tools));
  const model = next?.call as ClaimedModelCall;
  assert.equal(model.step, call.step + 1);
  const name = "prices__quote";
  assert.deepEqual(
    model.inputs,
    [0, 1].map((n) => (
      {
        type: "tool_result",
        remoteToolCallId: `remote-${n}`,
        label: `c${n + 1}`,
        name,
        result: `r${n}`,
      }
    )),
  );
  const ids = [model.id, ...tools.map((t) => t.id)];
  const [row] = await db
    .sql`select count(distinct xmin::text) as commits from calls where id = any(${ids})`;
  assert.equal(row?.commits, 1);
  assert.deepEqual((await play.eventsOf(ref.conversationId)).slice(-8), [
    "StepChanged COMPLETED",
    "StepChanged RUNNING",
    "StepChanged RUNNING",
    "StepChanged COMPLETED",
    "EntryChanged COMPLETED",
    "StepChanged COMPLETED",
    "EntryChanged COMPLETED",
    "StepChanged RUNNING",
  ]);
  await play.answer(model, "done");
  assert.deepEqual(await play.statuses(ref), ["COMPLETED"]);
});

test("the input of the model call is the same when a later attempt reads it from the record", async () => {
  const { ref, tools } = await claimedTools();
  const first = await proceed(ref, ended(tools));
  await db.sql`update calls set leased_until = now() - interval '1 minute' where id = ${
    first?.call.id ?? ""
  }`;
  const second = await play.claim(ref);
  assert.equal(second.fence, 2);
  assert.deepEqual(second.inputs, first?.call.inputs);
});

test("after a cancel nothing of the tool calls is written, and nothing is claimed", async () => {
  const { ref, call, tools } = await claimedTools();
  const input = { idempotencyKey: newKey(), turnId: call.turnId, reason: null };
  await cancelTurn(db.sql, caller, input);
  assert.equal(await proceed(ref, ended(tools)), null);
  assert.deepEqual(await statusesOf(tools), ["CANCELLED", "CANCELLED"]);
});

test("if another attempt claimed one of the tool calls, no outcome is written with the claim, and the others can be written alone", async () => {
  const { ref, tools } = await claimedTools();
  const [first, second] = ended(tools);
  assert.ok(first && second);
  await db.sql`update calls set fence = fence + 1 where id = ${second.call.id}`;
  assert.equal(await proceed(ref, [first, second]), null);
  assert.deepEqual(await statusesOf(tools), ["RUNNING", "RUNNING"]);
  await commitToolCall(db.sql, first.call, first.outcome);
  await assert.rejects(commitToolCall(db.sql, second.call, second.outcome), FencedError);
  assert.deepEqual(await statusesOf(tools), ["COMPLETED", "RUNNING"]);
});

test("a message that was steered while the tools ran is sent with their results", async () => {
  const { ref, tools } = await claimedTools();
  await play.send(ref, "in euros", "STEER");
  const next = await proceed(ref, ended(tools));
  assert.deepEqual(next?.call.inputs.map((i) => i.type), ["tool_result", "tool_result", "message"]);
});

test("while one outcome is missing, the next model call is not claimed", async () => {
  const { ref, tools } = await claimedTools();
  assert.equal(await proceed(ref, ended(tools).slice(0, 1)), null);
  assert.deepEqual(await statusesOf(tools), ["RUNNING", "RUNNING"]);
});

test("a tool call that needs an approval is not claimed with its answer", async () => {
  const { next } = await quickCalls("trade");
  assert.deepEqual(next, { next: "advance" });
});

test("of two claims at once, one gets the call", async () => {
  const ref = await play.start();
  const claims = await Promise.all(
    [1, 2].map(() => claimNextAction(db.sql, ref, { ...policy, leaseMs: 10_000 })),
  );
  assert.deepEqual(claims.map((c) => c.next).toSorted(), ["later", "model"]);
});
