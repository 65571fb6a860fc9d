import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Client, createClient } from "../../clients/client/mod.ts";
import { type ConversationStore, storesOf } from "../../clients/client/store/mod.ts";
import { eventually, sharedWithAnalyst, type TestStack } from "../support/test-stack.ts";

let t: TestStack;
let analyst: string;
let client: Client;
before(async () => {
  ({ analyst, ...t } = await sharedWithAnalyst());
  client = createClient({ url: t.api.url, retry: { firstMs: 50, maxMs: 500 } });
});
after(async () => {
  client.close();
  await t[Symbol.asyncDispose]();
});

/** A store that is listened to, until the test ends. */
function watched(id: string) {
  const store = storesOf(client).conversation(id);
  const leave = store.state.subscribe(() => {});
  return { store, [Symbol.dispose]: leave };
}

const until = (store: ConversationStore, status: string) =>
  eventually(
    `the conversation is ${status}`,
    () => Promise.resolve(store.state.get().status === status),
  );

const texts = (store: ConversationStore) =>
  store.state.get().entries.map(({ id }) => store.texts.text(id).get());

test("a message is shown at once, then as the server's, and the answer with its tools", async () => {
  const id = await t.api.start(analyst);
  using watch = watched(id);
  const { store } = watch;
  await until(store, "idle");
  const sent = store.send("What do NVDA and AMD cost?");
  await eventually("it is shown", () => Promise.resolve(store.state.get().entries.length > 0));
  const [first] = store.state.get().entries;
  const result = await sent;
  assert.ok(result.ok, JSON.stringify(result));
  await eventually(
    "it is answered",
    () => Promise.resolve(store.state.get().turns.at(-1)?.status === "COMPLETED"),
  );
  const { entries, turns } = store.state.get();
  assert.deepEqual(entries.map(({ type }) => type), [
    "message",
    "tool-call",
    "tool-call",
    "message",
  ]);
  assert.equal(entries[0]?.key, first?.key);
  assert.equal(turns.length, 1);
  const read = await t.api.read(id);
  assert.deepEqual(texts(store), read.entries.nodes.map(({ text = "" }) => text));
});
