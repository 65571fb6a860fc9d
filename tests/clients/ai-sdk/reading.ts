import assert from "node:assert/strict";
import { test } from "node:test";
import { textOf, toolsOf } from "../../support/ai-chat.ts";
import { unique } from "../../support/test-stack.ts";
import { isWritten, page, reloaded, storedMessages, t, turnsOf } from "./pages.ts";

test("a question is answered with tools, and a reload shows the same messages", async () => {
  const id = unique("chat");
  const { chat } = page(id);
  await chat.sendMessage({ text: "What do NVDA and AMD cost?" });
  await chat.settled();
  const [question, answer] = chat.shown;
  assert.ok(question && answer);
  assert.deepEqual(toolsOf(answer).map((p) => [p.toolName, p.state, p.input]), [
    ["get_current_stock_price", "output-available", { symbol: "NVDA" }],
    ["get_current_stock_price", "output-available", { symbol: "AMD" }],
  ]);
  const price = (toolsOf(answer)[0]?.output as { price: number }).price;
  assert.ok(textOf(answer).includes(String(price)));
  assert.deepEqual(await storedMessages(id), chat.shown);
  await chat.sendMessage({ text: "Which of the two is higher?" });
  await chat.settled();
  assert.equal(chat.messages.length, 4);
  assert.deepEqual(await storedMessages(id), chat.shown);
});

test("the worker is killed while it writes: the message is that of a later reader", async () => {
  const id = unique("chat");
  const { chat } = page(id);
  const sent = chat.sendMessage({ text: "[[think]] Explain markets in about 120 words" });
  await chat.until(isWritten(100));
  await t.stack.kill("worker", "SIGKILL");
  await t.stack.startPart("worker");
  await sent;
  await chat.settled();
  assert.deepEqual(chat.lastMessage?.parts.map(({ type }) => type), [
    "step-start",
    "reasoning",
    "text",
  ]);
  assert.deepEqual(await storedMessages(id), chat.shown);
  const [turn] = await turnsOf(id);
  assert.ok((turn?.steps[0]?.attempts ?? 0) >= 2, "another attempt wrote it");
});

test("a page that is reloaded in the middle of an answer resumes it and ends with the same message", async () => {
  const id = unique("chat");
  const first = page(id);
  const sent = first.chat.sendMessage({ text: "What does NVDA cost? Say it in about 100 words" });
  await first.chat.until(isWritten(50));
  const { chat } = await reloaded(id);
  await chat.until(isWritten(60));
  await sent;
  await chat.settled();
  assert.equal(chat.messages.length, 2);
  assert.deepEqual(chat.shown, first.chat.shown);
  assert.deepEqual(await storedMessages(id), chat.shown);
});

test("a page that is reloaded after the answer has nothing to resume", async () => {
  const id = unique("chat");
  const first = page(id);
  await first.chat.sendMessage({ text: "Say hello" });
  const { chat } = await reloaded(id);
  await chat.settled();
  assert.deepEqual(chat.shown, first.chat.shown);
});
