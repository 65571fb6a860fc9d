import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { UIMessage } from "ai";
import { type Client, createClient } from "../../clients/client/mod.ts";
import { TramontaneTransport, type TransportOptions } from "../../clients/ai-sdk/mod.ts";
import { TestChat, textOf, toolsOf } from "../support/ai-chat.ts";
import { eventually, sharedWithAnalyst, type TestStack, unique } from "../support/test-stack.ts";

let t: TestStack & { analyst: string };
let client: Client;
const conversations = new Map<string, string>();
before(async () => {
  t = await sharedWithAnalyst();
  client = createClient({ url: t.api.url, retry: { firstMs: 50, maxMs: 500, attempts: 120 } });
});
after(async () => {
  client.close();
  await t[Symbol.asyncDispose]();
});

/** A page with a chat: what it knows is gone with it. */
function page(
  id: string,
  { messages = [], ...over }: Partial<TransportOptions> & { messages?: UIMessage[] } = {},
) {
  const transport = new TramontaneTransport({
    ...{ client, agent: t.analyst, ...over },
    onConversation: (chat, conversation) => conversations.set(chat, conversation),
  });
  return { transport, chat: new TestChat({ id, transport, messages }) };
}

/** The page is reloaded: its messages are those that are stored, and the open turn is resumed. */
async function reloaded(id: string, over: Partial<TransportOptions> = {}) {
  const { transport } = page(id, over);
  const again = page(id, { ...over, messages: await transport.loadMessages(id) });
  void again.chat.resumeStream();
  return again;
}

const storedMessages = async (id: string): Promise<UIMessage[]> =>
  JSON.parse(JSON.stringify(await page(id).transport.loadMessages(id)));

const turnsOf = async (id: string) => (await t.api.read(conversations.get(id) ?? "")).turns.nodes;

/** An agent that asks before it looks at prices. */
async function careful(): Promise<string> {
  const name = unique("careful");
  const tool = { server: "prices", name: "get_current_stock_price", policy: "ASK" };
  await t.api.register(name, { tools: [tool] });
  return name;
}

const isWritten = (length: number) => (message: UIMessage) =>
  message.role === "assistant" && textOf(message).length > length;
const asks = (message: UIMessage) =>
  toolsOf(message).some(({ state }) => state === "approval-requested");
const approvalOf = ({ lastMessage }: TestChat, nth = 0) => {
  const open = lastMessage ? toolsOf(lastMessage).filter((p) => p.approval) : [];
  const id = open[nth]?.approval?.id;
  assert.ok(id);
  return id;
};

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
  assert.equal(turn?.steps[0]?.attempts, 2);
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

test("stop cancels the turn, also in a page that was reloaded, and the next message is answered", async () => {
  const id = unique("chat");
  const first = page(id);
  void first.chat.sendMessage({ text: "Explain bonds in about 900 words" });
  await first.chat.until(isWritten(50));
  const { chat } = await reloaded(id);
  await chat.until(isWritten(60));
  await chat.stop();
  await eventually(
    "the turn is cancelled",
    async () => (await turnsOf(id))[0]?.status === "CANCELLED",
  );
  await chat.sendMessage({ text: "Say hello" });
  await chat.settled();
  assert.deepEqual((await turnsOf(id)).map(({ status }) => status), ["CANCELLED", "COMPLETED"]);
});

test("a chat that is resumed twice at once, as in StrictMode, stops nothing", async () => {
  const id = unique("chat");
  const first = page(id);
  const sent = first.chat.sendMessage({ text: "Explain bonds in about 100 words" });
  await first.chat.until(isWritten(50));
  const { transport } = page(id);
  const { chat } = page(id, { messages: await transport.loadMessages(id) });
  void chat.resumeStream();
  void chat.stop();
  void chat.resumeStream();
  await sent;
  await chat.until(isWritten(100));
  await chat.settled();
  assert.equal((await turnsOf(id))[0]?.status, "COMPLETED");
  assert.deepEqual(chat.shown, first.chat.shown);
});

test("with `detach` a stopped chat leaves its turn running; cancelTurn cancels it", async () => {
  const id = unique("chat");
  const { chat, transport } = page(id, { onStop: "detach" });
  void chat.sendMessage({ text: "Explain bonds in about 900 words" });
  await chat.until(isWritten(50));
  await chat.stop();
  const again = await reloaded(id, { onStop: "detach" });
  await again.chat.until(isWritten(200));
  assert.equal((await turnsOf(id))[0]?.status, "RUNNING");
  await transport.cancelTurn(id);
  await again.chat.settled();
  assert.equal((await turnsOf(id))[0]?.status, "CANCELLED");
});

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
