import assert from "node:assert/strict";
import { test } from "node:test";
import { startFakeApi } from "./testing/fake-api.ts";
import { endTurn, message, openAnswer, openTurn } from "./testing/fake-events.ts";
import { createClient } from "../client.ts";
import { Stores } from "./stores.ts";
import { retry, until, watchConversation } from "./testing/watch.ts";

test("what happens between the query and the stream behind it is neither missed nor doubled", async () => {
  await using api = startFakeApi();
  const conversation = api.conversation("c");
  openTurn(conversation, { text: "first" });
  api.answers.set("ConversationPage", () => {
    const page = conversation.page();
    // The page is at least as new as its cursor.
    const answer = { data: { conversation: { ...page, eventCursor: "c:1" } } };
    conversation.write(openAnswer(conversation), "so far");
    return answer;
  });
  using page = watchConversation(api.url, "c");
  await page.until(({ entries }) => entries.length === 2);
  await until(
    page.store.texts.text("turn1-agent"),
    (text) => text === "so far",
  );
  assert.deepEqual(page.texts(), ["first", "so far"]);
  assert.deepEqual(api.server.afters, ["c:1"]);
  endTurn(conversation, "so far and to the end");
  const { turns, status } = await page.until((state) => state.status === "idle");
  assert.deepEqual(page.texts(), ["first", "so far and to the end"]);
  assert.deepEqual(turns.map((turn) => [turn.id, turn.status]), [[
    "turn1",
    "COMPLETED",
  ]]);
  assert.equal(status, "idle");
});

test("the text of an answer changes nothing but its own listeners, at most once a frame", async () => {
  await using api = startFakeApi();
  const conversation = api.conversation("c");
  openTurn(conversation);
  const id = openAnswer(conversation);
  using page = watchConversation(api.url, "c");
  await page.until(({ connection }) => connection.state === "open");
  const [user] = page.store.state.get().entries;
  let changes = 0;
  let others = 0;
  page.store.texts.text(user?.id ?? "").subscribe(() => others++);
  const text = page.store.texts.text(id);
  text.subscribe(() => changes++);
  const shown = page.states.length;
  const start = performance.now();
  for (let n = 0; n < 200; n++) {
    conversation.write(id, `word${n} `);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  const whole = Array.from({ length: 200 }, (_, n) => `word${n} `).join("");
  await until(text, (now) => now === whole);
  const frames = Math.ceil((performance.now() - start) / 16) + 1;
  assert.equal(page.states.length, shown, "the list did not change");
  assert.equal(others, 0);
  assert.ok(
    changes > 1 && changes <= frames,
    `${changes} changes in ${frames} frames`,
  );
});

test("a cut connection resumes after the last event, and shows the text that was written meanwhile", async () => {
  await using api = startFakeApi();
  const conversation = api.conversation("c");
  openTurn(conversation);
  const id = openAnswer(conversation);
  using page = watchConversation(api.url, "c");
  const text = page.store.texts.text(id);
  for (let n = 0; n < 5; n++) {
    conversation.write(id, `piece ${n}. `);
    await until(text, (now) => now.endsWith(`piece ${n}. `));
    api.cut();
  }
  endTurn(conversation, text.get());
  await page.until(({ status }) => status === "idle");
  assert.equal(text.get(), "piece 0. piece 1. piece 2. piece 3. piece 4. ");
  assert.ok(page.states.every(({ fault }) => fault === null));
});

test("where the cursor has expired, the conversation is queried again", async () => {
  await using api = startFakeApi();
  const conversation = api.conversation("c");
  openTurn(conversation);
  using page = watchConversation(api.url, "c");
  await page.until(({ status }) => status === "running");
  conversation.firstKept = 100;
  conversation.entries.set(
    "missed",
    message("missed", { text: "of a time that is gone" }),
  );
  api.cut();
  await page.until(({ entries }) => entries.length === 2);
  assert.equal(page.texts()[1], "of a time that is gone");
  const queries = api.received.filter(({ operation }) => operation === "ConversationPage");
  assert.equal(queries.length, 2);
});

test("a link that could not be read is queried", async () => {
  await using api = startFakeApi();
  const conversation = api.conversation("c");
  openTurn(conversation);
  const node = message("a", { text: "found" });
  api.answers.set("StoreNode", () => ({ data: { node } }));
  using page = watchConversation(api.url, "c");
  await page.until(({ status }) => status === "running");
  conversation.add({
    __typename: "EntryChanged",
    entryId: "a",
    status: "COMPLETED",
    entry: null,
  });
  await page.until(({ entries }) => entries.length === 2);
  assert.equal(page.texts()[1], "found");
  assert.deepEqual(api.received.at(-1)?.variables, { id: "a" });
});

test("a listener that leaves and comes again keeps the stream; later it goes on after its last event", async () => {
  await using api = startFakeApi();
  const conversation = api.conversation("c");
  openTurn(conversation);
  const client = createClient({ url: api.url, retry });
  const { state, texts } = new Stores(client).conversation("c");
  const leave = state.subscribe(() => {});
  await until(state, ({ status }) => status === "running");
  leave();
  const again = state.subscribe(() => {});
  conversation.write(openAnswer(conversation), "one");
  await until(texts.text("turn1-agent"), (text) => text === "one");
  assert.equal(api.server.afters.length, 1);
  again();
  await api.server.empty();
  conversation.write("turn1-agent", ", two");
  assert.equal(texts.text("turn1-agent").get(), "one");
  await until(texts.text("turn1-agent"), (text) => text === "one, two");
  assert.deepEqual(api.server.afters, ["c:3", "c:4"]);
  client.close();
});

test("a conversation that is not there is missing; a refused query is a fault", async () => {
  await using api = startFakeApi();
  api.answers.set("ConversationPage", () => ({ data: { conversation: null } }));
  using gone = watchConversation(api.url, "c");
  assert.equal(
    (await gone.until(({ status }) => status === "missing")).fault,
    null,
  );
  const errors = [{
    message: "no",
    extensions: { code: "UNAUTHENTICATED", retryable: false },
  }];
  api.answers.set("ConversationPage", () => ({ data: null, errors }));
  using refused = watchConversation(api.url, "d");
  const { fault, status } = await refused.until((state) => state.fault !== null);
  assert.deepEqual([fault?.code, fault?.retryable, status], [
    "UNAUTHENTICATED",
    false,
    "loading",
  ]);
  api.answers.delete("ConversationPage");
  refused.store.reconnect();
  assert.equal(
    (await refused.until((state) => state.status === "idle")).fault,
    null,
  );
});
