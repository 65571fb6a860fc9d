import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { turnUsages } from "../conversation/read-conversations.ts";
import { stepsByTurnIds } from "./read-steps.ts";
import { usageBetween } from "../budget/read-usage.ts";
import { registerAnalyst, type TestDatabase, testDatabase } from "../testing/database.ts";
import { player, policy } from "../testing/play-turns.ts";
import { writeOne } from "../testing/write.ts";
import type { ClaimedModelCall } from "./claimed-model-call.ts";
import { commitModelCall } from "./commit-model-call.ts";
import type { ModelOutcome, UsedTokens, WrittenEntry } from "./model-outcome.ts";
import { retryModelCall } from "./retry-model-call.ts";
import { claimToolCall } from "./claim-tool-call.ts";
import { commitToolCall } from "./commit-tool-call.ts";

let db: TestDatabase;
let play: ReturnType<typeof player>;
before(async () => {
  db = await testDatabase();
  play = player(db.sql);
  await registerAnalyst(db.sql);
});
after(() => db[Symbol.asyncDispose]());

const outcome = (
  entries: WrittenEntry[],
  used: UsedTokens,
  checkpoint: ModelOutcome["checkpoint"],
): ModelOutcome => ({
  ...{ entries, used, checkpoint, toolCallsLeft: 5, toolCallsOfBudget: false, cutByBudget: false },
});
const reported = { inputTokens: 5, outputTokens: 3, estimated: false };
const at = { remoteId: "conv_odd", lastEntryId: "msg_odd" };
const retry = (call: ClaimedModelCall, refused?: UsedTokens) =>
  retryModelCall(db.sql, call, {
    failure: { code: "INVALID_OUTPUT", message: "empty" },
    ...{
      retryAt: new Date(Date.now() - 1_000),
      consumed: true,
      remoteConversationUnknown: false,
      counts: true,
    },
    ...(refused && { refused }),
  });

async function usageOf({ turnId, tenant }: ClaimedModelCall) {
  const [usage] = await turnUsages(db.sql, tenant, [turnId]);
  const { inputTokens, outputTokens, estimated, modelCalls } = usage ?? {};
  return { inputTokens, outputTokens, estimated, modelCalls };
}

test("a rejected answer that was paid for is in the usage of turn, step and day, with its own tokens", async () => {
  const ref = await play.start();
  const first = await play.claim(ref);
  assert.equal(first.rejectedAnswers, 0);
  await retry(first, { inputTokens: 10, outputTokens: 4, estimated: false });
  const second = await play.claim(ref);
  assert.equal(second.rejectedAnswers, 1);
  await commitModelCall(db.sql, second, outcome([], reported, at));
  const used = { inputTokens: 15, outputTokens: 7, estimated: false, modelCalls: 2 };
  assert.deepEqual(await usageOf(second), used);
  const [step] = (await stepsByTurnIds(db.sql, ref.tenant, [second.turnId])).flat();
  assert.equal(step?.kind === "call" && step.usage.modelCalls, 2);
  const today = new Date().toISOString().slice(0, 10);
  const question = { from: today, to: today, groupBy: [], agents: null, models: null };
  const [day] = await usageBetween(db.sql, ref.tenant, question, 1);
  assert.ok((day?.modelCalls ?? 0) >= 2);
});

test("the charge of a lost attempt is reversed if its answer is found, and stays if not", async () => {
  const lost = async (adopted: boolean) => {
    const ref = await play.start("hello, hello");
    const first = await play.claim(ref);
    await play.saying(first, "sixteen letters.");
    await retry(first);
    const charged = await usageOf(first);
    assert.ok((charged.inputTokens ?? 0) > 0);
    assert.equal(charged.outputTokens, 4, "what it wrote is charged");
    const second = await play.claim(ref);
    await commitModelCall(
      db.sql,
      second,
      outcome([], { ...reported, estimated: true, adopted }, at),
    );
    const { inputTokens = 0, ...rest } = await usageOf(second);
    return { ...rest, inputTokens: inputTokens - (charged.inputTokens ?? 0) };
  };
  const same = { estimated: true, modelCalls: 1 };
  const found = await lost(true);
  assert.ok(found.inputTokens < 5);
  assert.deepEqual(found, { ...same, outputTokens: 3, inputTokens: found.inputTokens });
  assert.deepEqual(await lost(false), { ...same, outputTokens: 7, inputTokens: 5 });
});

test("an answer without usage is charged its reserved tokens", async () => {
  const ref = await play.start();
  const call = await play.claim(ref);
  const used = { inputTokens: null, outputTokens: 2, estimated: true };
  await commitModelCall(db.sql, call, outcome([], used, at));
  const { inputTokens, outputTokens, estimated } = await usageOf(call);
  assert.ok((inputTokens ?? 0) > 0);
  assert.deepEqual([outputTokens, estimated], [2, true]);
});

test("after an answer without a checkpoint the next request starts with the replayed history", async () => {
  const ref = await play.start("first");
  const call = await play.claim(ref);
  const id = await play.saying(call, "said");
  const said: WrittenEntry = { kind: "message", id, content: [{ type: "text", text: "said" }] };
  await commitModelCall(db.sql, call, outcome([said], reported, null));
  await play.send(ref, "second");
  const next = await play.claim(ref);
  assert.equal(next.checkpoint, null);
  assert.deepEqual(next.inputs.map((i) => i.type), ["message", "answer", "message"]);
});

test("a tool call without the provider's id is replayed with our own in a new remote conversation; a late id and name are recorded", async () => {
  const ref = await play.start();
  const call = await play.claim(ref);
  const tool = (id: string, place: number) => ({
    ...{ kind: "tool" as const, id, place, step: 0, server: "unknown", name: "q" },
    remoteToolCallId: `made-${place}`,
  });
  const ids = [
    `tool_own${call.fence}${call.turnId}`,
    `tool_late${call.fence}${call.turnId}`,
  ] as const;
  await writeOne(db.sql, call, ids.map(tool), []);
  await commitModelCall(
    db.sql,
    call,
    outcome(
      [
        { kind: "tool", id: ids[0], arguments: {}, ownCallId: true },
        {
          ...{ kind: "tool", id: ids[1], arguments: {}, remoteToolCallId: "late" },
          tool: { server: "prices", name: "quote" },
        },
      ],
      reported,
      at,
    ),
  );
  for (const id of ids) {
    const claimed = await claimToolCall(db.sql, { ...ref, id }, policy);
    if (claimed.outcome !== "claimed") throw new Error(claimed.outcome);
    await commitToolCall(db.sql, claimed.call, { result: "r", output: null, failure: null });
  }
  const next = await play.claim(ref);
  assert.equal(next.checkpoint, null);
  assert.deepEqual(
    next.inputs.map((i) => "remoteToolCallId" in i ? [i.type, i.remoteToolCallId, i.name] : i.type),
    [
      "message",
      ["tool_call", "made-0", "unknown__q"],
      ["tool_call", "late", "prices__quote"],
      ["tool_result", "made-0", "unknown__q"],
      ["tool_result", "late", "prices__quote"],
    ],
  );
});
