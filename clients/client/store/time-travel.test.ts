import assert from "node:assert/strict";
import { test } from "node:test";
import type { ConversationState } from "./conversation-state.ts";
import type { StoreApproval, ToolCallNode } from "./entries.ts";
import type { FakeConversation } from "./testing/fake-conversation.ts";
import { startFakeApi } from "./testing/fake-api.ts";
import { endTurn, openAnswer, openTurn, toolCall } from "./testing/fake-events.ts";
import { watchConversation } from "./testing/watch.ts";

const approval: StoreApproval = {
  id: "approval",
  verdict: "APPROVED",
  argumentsHash: "hash",
  proposedArguments: { symbol: "NVDA" },
  createdAt: "2026-11-29T10:00:00.000Z",
  expiresAt: "2026-11-30T10:00:00.000Z",
  approveOnTimeout: false,
  decidedAt: "2026-11-29T10:01:00.000Z",
  reason: "fine",
  toolCall: { id: "call", server: "prices", name: "get_price" },
};

/** A turn whose tool call is approved with other arguments. Each link shows its end, as for a reader who comes late. */
function pastTurn(conversation: FakeConversation): void {
  const call: ToolCallNode = toolCall("call", {
    status: "COMPLETED",
    arguments: { symbol: "AMD" },
    result: "17",
    output: 17,
    ...{ attempts: 1, startedAt: "2026-11-29T10:01:01.000Z", endedAt: "2026-11-29T10:01:02.000Z" },
    approval,
  });
  const step = (status: ToolCallNode["status"], note: string | null = null) =>
    conversation.add({
      __typename: "StepChanged",
      stepId: "call",
      status,
      attempt: 1,
      retryAt: null,
      note,
      failure: null,
      step: call,
    });
  openTurn(conversation); // 1 to 3
  const entryId = call.id;
  conversation.add({
    __typename: "EntryChanged",
    entryId,
    status: "RUNNING",
    entry: call,
  }); // 4
  step("WAITING"); // 5
  const changed = {
    __typename: "ApprovalChanged",
    approvalId: "approval",
    approval,
  } as const;
  conversation.add({ ...changed, verdict: "PENDING" }); // 6
  conversation.add({ ...changed, verdict: "APPROVED" }); // 7
  step("RUNNING", "half way"); // 8
  step("COMPLETED"); // 9
  conversation.add({
    __typename: "EntryChanged",
    entryId,
    status: "COMPLETED",
    entry: call,
  }); // 10
  openAnswer(conversation); // 11
  endTurn(conversation, "It costs 17."); // 12, 13
}

const callAt = ({ entries }: ConversationState) => {
  const call = entries.find(({ type }) => type === "tool-call");
  if (call?.type !== "tool-call") return null;
  const { status, result, note, approval } = call;
  const times = [call.startedAt, call.endedAt].filter((at) => at !== null).length;
  return [status, call.arguments, result, approval?.verdict ?? null, note, times];
};

test("the state after each event shows what the events have said, though links are ahead", async () => {
  await using api = startFakeApi();
  pastTurn(api.conversation("c"));
  using page = watchConversation(api.url, "c");
  const { lastSeq } = await page.until(({ status }) => status === "idle");
  assert.equal(lastSeq, 13);
  const at = async (n: number) => {
    page.store.setAt(n);
    return await page.until((state) => state.at === n);
  };
  const proposed = { symbol: "NVDA" };
  const executed = { symbol: "AMD" };
  const expected: [number, unknown][] = [
    [3, null],
    [4, ["RUNNING", null, null, null, null, 0]],
    [5, ["WAITING", proposed, null, null, null, 0]],
    [6, ["WAITING", proposed, null, "PENDING", null, 0]],
    [7, ["WAITING", proposed, null, "APPROVED", null, 0]],
    [8, ["RUNNING", executed, null, "APPROVED", "half way", 1]],
    [9, ["COMPLETED", executed, "17", "APPROVED", "half way", 2]],
    [13, ["COMPLETED", executed, "17", "APPROVED", "half way", 2]],
  ];
  for (const [n, call] of [...expected, ...expected.toReversed()]) {
    assert.deepEqual(callAt(await at(n)), call, `after ${n}`);
  }
  assert.equal((await at(0)).entries.length, 0);
  assert.equal((await at(11)).turn?.status, "RUNNING");
  assert.deepEqual(page.texts(), ["hello", "", ""]);
  await at(12);
  assert.deepEqual(page.texts(), ["hello", "", "It costs 17."]);
  assert.equal(
    api.server.afters.length,
    2,
    "the events were read once, after the live stream",
  );
});

test("the past stays while the conversation goes on, and null leads back to the newest state", async () => {
  await using api = startFakeApi();
  const conversation = api.conversation("c");
  pastTurn(conversation);
  using page = watchConversation(api.url, "c");
  await page.until(({ status }) => status === "idle");
  page.store.setAt(2);
  const past = await page.until(({ at }) => at === 2);
  openTurn(conversation, { turn: "turn2", text: "more" });
  const later = await page.until(({ lastSeq }) => lastSeq === 16);
  assert.equal(later.entries, past.entries);
  page.store.setAt(15);
  assert.equal((await page.until(({ at }) => at === 15)).turns.length, 2);
  page.store.setAt(null);
  assert.equal((await page.until(({ at }) => at === null)).status, "running");
});

test("events that were deleted are a fault, and the newest state stays", async () => {
  await using api = startFakeApi();
  const conversation = api.conversation("c");
  pastTurn(conversation);
  conversation.firstKept = 5;
  using page = watchConversation(api.url, "c");
  await page.until(({ status }) => status === "idle");
  page.store.setAt(7);
  const { fault, at, entries } = await page.until((state) => state.fault !== null);
  assert.deepEqual([fault?.code, at, entries.length], [
    "HISTORY_EXPIRED",
    null,
    3,
  ]);
});
