import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, unique } from "../../support/test-stack.ts";
import { isWritten, page, reloaded, turnsOf } from "./pages.ts";

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
  const sent = first.chat.sendMessage({ text: "Explain bonds in about 300 words" });
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
