import assert from "node:assert/strict";
import { test } from "node:test";
import { createElement } from "react";
import { createClient, type Source } from "@tramontane/client";
import { type ConversationSnapshot, preloadConversation } from "@tramontane/client/store";
import { type FakeApi, startFakeApi } from "../client/store/testing/fake-api.ts";
import { endTurn, openAnswer, openTurn } from "../client/store/testing/fake-events.ts";
import { memoryStorage } from "../client/store/testing/watch.ts";
import { TramontaneProvider } from "./mod.ts";
import { Chat, noRenders } from "./testing/chat.ts";
import { openPage } from "./testing/page.ts";

const retry = { firstMs: 5, maxMs: 50 };
const chat = createElement(Chat, { id: "c", renders: noRenders() });
const app = (
  client: Source,
  preloaded: readonly ConversationSnapshot[],
  storage = memoryStorage(),
) => createElement(TramontaneProvider, { client, preloaded, storage }, chat);

/** Renders as a server does: one client for the request, one query, no stream. */
async function serve(api: FakeApi) {
  const { renderToString } = await import("react-dom/server");
  const client = createClient({ url: api.url });
  const snapshot = await preloadConversation(client, "c");
  const html = renderToString(app(client, [snapshot]));
  client.close();
  return { html, json: JSON.stringify(snapshot) };
}

test("a rendered page is continued without a difference, and nothing is missed or doubled since", async () => {
  await using api = startFakeApi();
  const conversation = api.conversation("c");
  openTurn(conversation, { text: "hello" });
  conversation.write(openAnswer(conversation), "lost on the way");
  const { html, json } = await serve(api);
  assert.match(html, /running:.*\[hello\]/);
  assert.equal(api.server.params.length, 0, "a server opens no stream");
  endTurn(conversation, "Good day");
  await using page = await openPage(html);
  const element = page.root.querySelector("p");
  const client = createClient({ url: api.url, retry });
  page.hydrate(app(client, [JSON.parse(json)]));
  await page.shows((text) => text === "idle:[hello][Good day]");
  assert.deepEqual(page.errors, []);
  assert.equal(page.root.querySelector("p"), element);
  assert.deepEqual(api.server.afters, ["c:4"]);
  assert.deepEqual(api.received.map(({ operation }) => operation), ["ConversationPage"]);
  client.close();
});

test("a message that waits in the page's storage is no difference to what the server rendered", async () => {
  await using api = startFakeApi();
  openTurn(api.conversation("c"), { text: "hello" });
  const { html, json } = await serve(api);
  await using page = await openPage(html);
  const storage = memoryStorage();
  const waiting = {
    ...{ idempotencyKey: "key", conversationId: "c", whenBusy: "ENQUEUE", at: Date.now() },
    content: [{ text: "still to send" }],
  };
  storage.setItem(`tramontane.outbox ${api.url}`, JSON.stringify([waiting]));
  const client = createClient({ url: api.url, retry });
  page.hydrate(app(client, [JSON.parse(json)], storage));
  await page.shows((text) => text.endsWith("[hello][still to send]"));
  assert.deepEqual(page.errors, []);
  client.close();
});

test("without what a server has read, it renders a conversation that loads", async () => {
  const { renderToString } = await import("react-dom/server");
  const client = createClient({ url: "http://127.0.0.1:1/graphql" });
  assert.match(renderToString(app(client, [])), /loading:/);
});
