import assert from "node:assert/strict";
import { test } from "node:test";
import type { UIMessage } from "ai";
import { textOf } from "../../support/ai-chat.ts";
import { eventually, unique } from "../../support/test-stack.ts";
import {
  asks,
  careful,
  conversations,
  isWritten,
  page,
  reloaded,
  storedMessages,
  t,
  turnsOf,
} from "./pages.ts";

test("regenerate makes another answer in a fork, which the chat keeps after a reload", async () => {
  const id = unique("chat");
  const { chat } = page(id);
  await chat.sendMessage({ text: "Say hello" });
  await chat.sendMessage({ text: "What does NVDA cost?" });
  const before = chat.shown;
  const source = conversations.get(id);
  await chat.regenerate();
  await chat.settled();
  assert.notEqual(conversations.get(id), source);
  assert.deepEqual(chat.shown.slice(0, 3), before.slice(0, 3));
  assert.notEqual(chat.shown[3]?.id, before[3]?.id);
  assert.deepEqual(await storedMessages(id), chat.shown);
  await chat.regenerate();
  await chat.settled();
  assert.equal(chat.messages.length, 4);
  assert.deepEqual(await storedMessages(id), chat.shown);
});

test("the first answer is made again, and a message is changed", async () => {
  const id = unique("chat");
  const { chat } = page(id);
  await chat.sendMessage({ text: "Say hello" });
  await chat.regenerate();
  await chat.settled();
  assert.equal(chat.messages.length, 2);
  assert.deepEqual(await storedMessages(id), chat.shown);
  await chat.sendMessage({ text: "What does AMD cost?" });
  const messageId = chat.messages.at(-2)?.id;
  assert.ok(messageId);
  await chat.sendMessage({ text: "What does TSLA cost?", messageId });
  await chat.settled();
  assert.deepEqual(chat.messages.map((m) => m.role), ["user", "assistant", "user", "assistant"]);
  assert.match(textOf(chat.messages[3] as UIMessage), /TSLA|Tesla/);
  assert.deepEqual(await storedMessages(id), chat.shown);
});

test("a message that is sent twice counts once, and one behind another waits for its turn", async () => {
  const id = unique("chat");
  const [one, two] = [page(id), page(id)];
  const message = { id: unique("message"), parts: [{ type: "text" as const, text: "Say hello" }] };
  await Promise.all([one.chat.sendMessage(message), two.chat.sendMessage(message)]);
  assert.equal((await turnsOf(id)).length, 1);
  assert.deepEqual(two.chat.shown, one.chat.shown);
  const long = one.chat.sendMessage({ text: "Explain bonds in about 60 words" });
  await one.chat.until((m) => m.role === "assistant" && isWritten(30)(m));
  await two.chat.sendMessage({ text: "What does NVDA cost?" });
  await long;
  assert.deepEqual((await turnsOf(id)).map(({ status }) => status), [
    ...["COMPLETED", "COMPLETED", "COMPLETED"],
  ]);
  assert.match(textOf(two.chat.lastMessage as UIMessage), /NVDA|NVIDIA/);
});

test("a message whose sending failed is sent by regenerate", async () => {
  const id = unique("chat");
  const parts = [{ type: "text" as const, text: "Say hello" }];
  const { chat } = page(id, { messages: [{ id: unique("message"), role: "user", parts }] });
  await chat.regenerate();
  await chat.settled();
  assert.equal(chat.messages.length, 2);
  assert.deepEqual(await storedMessages(id), chat.shown);
});

test("another answer while the first one waits for an approval cancels that turn", async () => {
  const id = unique("chat");
  const { chat } = page(id, { agent: await careful() });
  await chat.sendMessage({ text: "What does AAPL cost?" });
  const first = conversations.get(id) ?? "";
  await chat.regenerate();
  await chat.settled();
  assert.equal((await t.api.read(first)).turns.nodes[0]?.status, "CANCELLED");
  assert.ok(chat.lastMessage && asks(chat.lastMessage));
});

test("a message that is sent while no API runs counts once, when it runs again", async () => {
  const id = unique("chat");
  const { chat } = page(id);
  await chat.sendMessage({ text: "Say hello" });
  await t.stack.kill("api", "SIGKILL");
  const sent = chat.sendMessage({ text: "What does NVDA cost?" });
  await t.stack.startPart("api");
  await sent;
  await chat.settled();
  assert.deepEqual((await turnsOf(id)).map(({ status }) => status), ["COMPLETED", "COMPLETED"]);
  assert.deepEqual(await storedMessages(id), chat.shown);
});

test("a conversation that was started elsewhere is a chat by its id", async () => {
  const id = await t.api.start(t.analyst, "Say hello");
  await eventually(
    "it is answered",
    async () => (await t.api.read(id)).turns.nodes[0]?.status === "COMPLETED",
  );
  conversations.set(id, id);
  const { chat } = await reloaded(id);
  await chat.settled();
  assert.deepEqual(chat.messages.map(({ role }) => role), ["user", "assistant"]);
  await chat.sendMessage({ text: "What does NVDA cost?" });
  assert.equal((await turnsOf(id)).length, 2);
});

test("what the API refuses is the error of the chat, and a file on this machine is refused before it", async () => {
  const { chat } = page(unique("chat"), { agent: unique("missing") });
  await chat.sendMessage({ text: "Hello" });
  assert.match(chat.error?.message ?? "", /agent missing-/);
  const other = page(unique("chat"));
  await other.chat.sendMessage({
    ...{ text: "Look", files: [{ type: "file", mediaType: "image/png", url: "data:image/png;x" }] },
  });
  assert.match(other.chat.error?.message ?? "", /https/);
});
