import assert from "node:assert/strict";
import { test } from "node:test";
import { createElement, StrictMode } from "react";
import { createClient } from "@tramontane/client";
import { startFakeApi } from "../client/store/testing/fake-api.ts";
import { endTurn, openAnswer, openTurn } from "../client/store/testing/fake-events.ts";
import { type Conversation, TramontaneProvider, useApprovals, useConversation } from "./mod.ts";
import { Chat, noRenders } from "./testing/chat.ts";
import { openPage } from "./testing/page.ts";

const retry = { firstMs: 5, maxMs: 50 };
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test("StrictMode opens one socket with one stream", async () => {
  await using api = startFakeApi();
  const conversation = api.conversation("c");
  openTurn(conversation, { text: "hello" });
  await using page = await openPage();
  const client = createClient({ url: api.url, retry });
  const chat = createElement(Chat, { id: "c", renders: noRenders() });
  const app = createElement(TramontaneProvider, { client }, chat);
  page.render(createElement(StrictMode, null, app));
  await page.shows((text) => text === "running:[hello]");
  conversation.write(openAnswer(conversation), "Good day");
  await page.shows((text) => text.endsWith("[Good day]"));
  assert.deepEqual([api.server.params.length, api.server.afters.length], [1, 1]);
  const queries = api.received.filter(({ operation }) => operation === "ConversationPage");
  assert.equal(queries.length, 1);
  page.unmount();
  await api.server.empty();
  assert.deepEqual(page.errors, []);
  client.close();
});

test("two hundred deltas a second render the entry that shows them, once a frame, and nothing else", async () => {
  await using api = startFakeApi();
  const conversation = api.conversation("c");
  openTurn(conversation, { text: "hello" });
  const id = openAnswer(conversation);
  await using page = await openPage();
  const client = createClient({ url: api.url, retry });
  const renders = noRenders();
  const chat = createElement(Chat, { id: "c", renders });
  page.render(createElement(TramontaneProvider, { client }, chat));
  conversation.write(id, "0 ");
  await page.shows((text) => text.endsWith("[0 ]"));
  const before = { chat: renders.chat, user: renders.entries.get("turn1-user") };
  const start = performance.now();
  const own = renders.entries.get(id) ?? 0;
  for (let n = 1; n <= 200; n++) {
    conversation.write(id, `${n} `);
    await pause(5);
  }
  await page.shows((text) => text.endsWith(" 200 ]"));
  const frames = Math.ceil((performance.now() - start) / 16) + 2;
  assert.deepEqual({ chat: renders.chat, user: renders.entries.get("turn1-user") }, before);
  const count = (renders.entries.get(id) ?? 0) - own;
  assert.ok(count > 10 && count <= frames, `${count} renders in ${frames} frames`);
  endTurn(conversation, "done");
  await page.shows((text) => text === "idle:[hello][done]");
  assert.equal(renders.entries.get("turn1-user"), before.user);
  client.close();
});

test("a message is shown at once and keeps its element when the server's comes", async () => {
  await using api = startFakeApi();
  await using page = await openPage();
  const client = createClient({ url: api.url, retry });
  let chat: Conversation | undefined;
  const onRender = (now: Conversation) => void (chat = now);
  const app = createElement(Chat, { id: "c", renders: noRenders(), onRender });
  page.render(createElement(TramontaneProvider, { client, storage: null }, app));
  await page.shows((text) => text === "idle:");
  api.isUp = false;
  const { send } = chat ?? assert.fail();
  const result = send("hello");
  await page.shows((text) => text.includes("[hello]"));
  const element = page.root.querySelector("p");
  api.isUp = true;
  assert.ok((await result).ok);
  await page.shows((text) => text === "running:[hello]");
  assert.equal(page.root.querySelector("p"), element);
  assert.equal(chat?.send, send, "the functions stay the same");
  client.close();
});

test("another conversation in the same place is shown without a trace of the one before", async () => {
  await using api = startFakeApi();
  for (const id of ["a", "b"]) openTurn(api.conversation(id), { turn: `turn-${id}`, text: id });
  await using page = await openPage();
  const client = createClient({ url: api.url, retry });
  const app = (id: string) =>
    createElement(
      TramontaneProvider,
      { client },
      createElement(Chat, { id, renders: noRenders() }),
    );
  page.render(app("a"));
  await page.shows((text) => text === "running:[a]");
  page.render(app("b"));
  await page.shows((text) => text === "running:[b]");
  page.render(app("a"));
  await page.shows((text) => text === "running:[a]");
  const queries = api.received.filter(({ operation }) => operation === "ConversationPage");
  assert.equal(queries.length, 2);
  client.close();
});

test("a client as an argument needs no provider; without both, the error says what to do", async () => {
  await using api = startFakeApi();
  openTurn(api.conversation("c"));
  await using page = await openPage();
  const client = createClient({ url: api.url, retry });
  const WithClient = () => useConversation(client, "c").status;
  page.render(createElement(WithClient));
  await page.shows((text) => text === "running");
  page.unmount();
  page.render(createElement(() => useApprovals().approvals.length));
  await page.shows(() => page.errors.length > 0);
  assert.match(page.errors.join(), /render <TramontaneProvider client=\{client\}> above/);
  client.close();
});
