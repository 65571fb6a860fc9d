import assert from "node:assert/strict";
import { test } from "node:test";
import { toolsOf } from "../../support/ai-chat.ts";
import { unique } from "../../support/test-stack.ts";
import {
  approvalOf,
  asks,
  careful,
  isWritten,
  page,
  reloaded,
  storedMessages,
  t,
  turnsOf,
} from "./pages.ts";

test("an approval: the stream ends, the decision continues it, and the message is whole", async () => {
  const id = unique("chat");
  const { chat } = page(id, { agent: await careful() });
  await chat.sendMessage({ text: "What does TSLA cost?" });
  assert.equal(chat.status, "ready");
  await chat.addToolApprovalResponse({ id: approvalOf(chat), approved: true });
  await chat.until(isWritten(10));
  await chat.settled();
  const call = chat.lastMessage && toolsOf(chat.lastMessage)[0];
  assert.deepEqual([call?.state, call?.approval?.approved], ["output-available", true]);
  assert.equal(chat.messages.length, 2);
  assert.deepEqual(await storedMessages(id), chat.shown);
});

test("one of two calls is approved with other arguments, the other rejected, after a reload", async () => {
  const id = unique("chat");
  const agent = await careful();
  await page(id, { agent }).chat.sendMessage({ text: "What do NVDA and AMD cost?" });
  const { chat } = await reloaded(id, { agent });
  await chat.until((message) => toolsOf(message).filter((p) => p.approval).length === 2);
  await chat.settled();
  const [first, second] = [approvalOf(chat, 0), approvalOf(chat, 1)];
  const body = { approvals: { [first]: { arguments: { symbol: "MSFT" } } } };
  await chat.addToolApprovalResponse({ id: second, approved: false, reason: "not that one" });
  await chat.addToolApprovalResponse({ id: first, approved: true, options: { body } });
  await chat.until(isWritten(10));
  await chat.settled();
  const calls = chat.lastMessage ? toolsOf(chat.lastMessage) : [];
  assert.deepEqual(calls.map(({ state, input }) => [state, input]), [
    ["output-available", { symbol: "MSFT" }],
    ["output-denied", { symbol: "AMD" }],
  ]);
  assert.deepEqual(await storedMessages(id), chat.shown);
});

test("an approval that was decided elsewhere stays as it is, and the message shows it", async () => {
  const id = unique("chat");
  const { chat } = page(id, { agent: await careful() });
  await chat.sendMessage({ text: "What does AAPL cost?" });
  const [turn] = await turnsOf(id);
  const [approval] = await t.api.pending(turn?.id);
  assert.ok(approval);
  await t.api.decide(approval, { reject: { reason: "no" } });
  await chat.addToolApprovalResponse({ id: approvalOf(chat), approved: true });
  await chat.until(isWritten(10));
  await chat.settled();
  const call = chat.lastMessage && toolsOf(chat.lastMessage)[0];
  assert.deepEqual([call?.state, call?.approval?.approved], ["output-denied", false]);
  assert.deepEqual(await storedMessages(id), chat.shown);
});

test("a message instead of a decision withdraws the approval and is answered", async () => {
  const id = unique("chat");
  const { chat } = page(id, { agent: await careful() });
  await chat.sendMessage({ text: "What does AAPL cost?" });
  assert.ok(chat.lastMessage && asks(chat.lastMessage));
  await chat.sendMessage({ text: "Then just say hello" });
  await chat.settled();
  const turns = await turnsOf(id);
  assert.deepEqual(turns.map(({ status }) => status), ["CANCELLED", "COMPLETED"]);
  assert.equal((await storedMessages(id)).length, 4);
});
