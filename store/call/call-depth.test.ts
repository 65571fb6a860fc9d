import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { keyAtDepth, researchDepth } from "../../protocol/mcp/call-depth.ts";
import { startConversation } from "../commands/start-conversation.ts";
import {
  caller,
  registerAnalyst,
  type TestDatabase,
  testDatabase,
  withAnalyst,
} from "../testing/database.ts";
import { writeOne } from "../testing/write.ts";
import { claimNextAction } from "../turn/claim-next-action.ts";
import { claimToolCall } from "./claim-tool-call.ts";
import type { ClaimedModelCall } from "./claimed-model-call.ts";
import { commitModelCall } from "./commit-model-call.ts";

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

/** The depth of a tool call of a turn that a message with this key opened. */
async function depthOf(idempotencyKey: string, tool: string, research = false) {
  const start = { ...withAnalyst("hello"), idempotencyKey };
  const { conversationId } = await startConversation(db.sql, caller, start, "emulator");
  if (research) {
    await db.sql`update conversations set research_id = 'research_x' where id = ${conversationId}`;
  }
  const ref = { tenant: "default", conversationId };
  const next = await claimNextAction(db.sql, ref, policy);
  const { call } = next as { call: ClaimedModelCall };
  const named = { server: "prices", name: "quote", remoteToolCallId: tool };
  const entry = { kind: "tool" as const, id: tool, place: 0, step: call.step, ...named };
  await writeOne(db.sql, call, [entry], []);
  await commitModelCall(db.sql, call, {
    checkpoint: { remoteId: "conv_1", lastEntryId: "last" },
    entries: [{ kind: "tool", id: tool, arguments: {} }],
    used: { inputTokens: 5, outputTokens: 3, estimated: false },
    toolCallsLeft: 20,
    toolCallsOfBudget: false,
    cutByBudget: false,
  });
  const claimed = await claimToolCall(db.sql, { ...ref, id: tool }, policy);
  return claimed.outcome === "claimed" ? claimed.call.depth : claimed.outcome;
}

test("a tool call has the depth that the key of its turn's message has", async () => {
  assert.equal(await depthOf("a key of a user", "tool_user"), 0);
  assert.equal(await depthOf(keyAtDepth(2, "a"), "tool_deep"), 2);
});

test("a tool call of a research run has the depth of research", async () => {
  assert.equal(await depthOf("phase", "tool_phase", true), researchDepth);
});
