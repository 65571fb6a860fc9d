import assert from "node:assert/strict";
import { test } from "node:test";
import { createClient } from "../mod.ts";
import { maxOutgoing } from "./outbox.ts";
import { Stores } from "./stores.ts";
import { startFakeApi } from "./testing/fake-api.ts";
import { memoryStorage, retry, until, watchConversation } from "./testing/watch.ts";

const texts = (storage: ReturnType<typeof memoryStorage>) => [...storage.texts.values()].join();

test("a message is shown at once, and never twice or not at all while the server's takes its place", async () => {
  await using api = startFakeApi();
  using page = watchConversation(api.url, "c");
  await page.until(({ status }) => status === "idle");
  const result = page.store.send("hello");
  const first = await page.until(({ entries }) => entries.length > 0);
  const key = first.entries[0]?.key;
  assert.equal(first.turns[0]?.status, "QUEUED");
  assert.ok((await result).ok);
  await page.until(({ entries }) => entries[0]?.type === "message" && !entries[0].delivery);
  const from = page.states.indexOf(first);
  for (const { entries, turns } of page.states.slice(from)) {
    assert.deepEqual(entries.map((entry) => entry.key), [key]);
    assert.deepEqual(turns.map((turn) => turn.key), [key]);
  }
  assert.deepEqual(page.texts(), ["hello"]);
});

test("without a server messages wait, survive the page, and are sent once and in order", async () => {
  await using api = startFakeApi();
  const storage = memoryStorage();
  {
    using page = watchConversation(api.url, "c", { storage });
    await page.until(({ status }) => status === "idle");
    api.isUp = false;
    api.cut();
    void page.store.send("one");
    void page.store.send("two");
    const { entries } = await page.until(({ entries }) =>
      entries.some((entry) => entry.type === "message" && entry.delivery === "queued")
    );
    assert.equal(entries.length, 2);
    assert.match(texts(storage), /one.*two/);
  }
  assert.equal(api.conversation("c").events.length, 0);
  api.isUp = true;
  using page = watchConversation(api.url, "c", { storage });
  await page.until(({ entries }) =>
    entries.length === 2 &&
    entries.every((one) => one.type === "message" && !one.delivery)
  );
  assert.deepEqual(page.texts(), ["one", "two"]);
  assert.equal(texts(storage), "");
});

test("a message that is given to a closed client waits for the next one, which sends it once", async () => {
  await using api = startFakeApi();
  const storage = memoryStorage();
  {
    using page = watchConversation(api.url, "c", { storage });
    await page.until(({ status }) => status === "idle");
    page.client.close();
    void page.store.send("one");
    await page.until(({ entries }) =>
      entries.some((entry) => entry.type === "message" && entry.delivery === "queued")
    );
    assert.match(texts(storage), /one/);
  }
  using page = watchConversation(api.url, "c", { storage });
  await page.until(({ entries }) =>
    entries.length === 1 && entries.every((one) => one.type === "message" && !one.delivery)
  );
  assert.equal(texts(storage), "");
});

test("a message whose answer is lost is sent again under its key, and executed once", async () => {
  await using api = startFakeApi();
  using page = watchConversation(api.url, "c");
  await page.until(({ status }) => status === "idle");
  let lost = 0;
  const { send } = api;
  api.answers.set("StoreSend", (variables) => {
    const result = send(variables);
    return lost++ < 2 ? { errors: [{ message: "lost", extensions: { retryable: true } }] } : result;
  });
  const result = await page.store.send("hello");
  assert.ok(result.ok);
  const keys = api.received.filter(({ operation }) => operation === "StoreSend")
    .map((
      { variables },
    ) => (variables.input as { idempotencyKey: string }).idempotencyKey);
  assert.equal(keys.length, 3);
  assert.equal(new Set(keys).size, 1);
  await page.until(({ entries }) => entries[0]?.status === "COMPLETED");
  assert.deepEqual(page.texts(), ["hello"]);
});

test("a refused message stays with its reason until it is sent again or removed", async () => {
  await using api = startFakeApi();
  using page = watchConversation(api.url, "c");
  await page.until(({ status }) => status === "idle");
  const refusal = {
    __typename: "ConflictError",
    message: "It is closed.",
    reason: "ENDED",
  };
  api.answers.set("StoreSend", () => ({ data: { result: refusal } }));
  const result = await page.store.send("hello");
  const fault = {
    code: "CONFLICT",
    message: "It is closed.",
    retryable: false,
    reason: "ENDED",
  };
  assert.deepEqual(result, { ok: false, fault });
  const { entries } = await page.until(({ entries }) =>
    entries[0]?.type === "message" && entries[0].delivery === "refused"
  );
  const [entry] = entries;
  assert.deepEqual(entry?.type === "message" && entry.fault, fault);
  void page.store.retry(entry?.key ?? "");
  await page.until(({ entries: [one] }) =>
    one?.key !== entry?.key && one?.type === "message" &&
    one.delivery === "refused"
  );
  page.store.dismiss(page.store.state.get().entries[0]?.key ?? "");
  await page.until(({ entries }) => entries.length === 0);
});

test("at most a hundred messages wait", async () => {
  await using api = startFakeApi();
  api.isUp = false;
  using page = watchConversation(api.url, "c");
  for (let n = 0; n < maxOutgoing; n++) void page.store.send(`message ${n}`);
  const result = await page.store.send("one too many");
  assert.equal(!result.ok && result.fault.code, "OUTBOX_FULL");
});

test("what another program left in the storage is ignored, and a full storage does not hinder", async () => {
  await using api = startFakeApi();
  const storage = memoryStorage();
  storage.texts.set(
    `tramontane.outbox ${api.url}`,
    '[{"idempotencyKey":1},null,"x"]',
  );
  storage.setItem = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  using page = watchConversation(api.url, "c", { storage });
  assert.ok((await page.store.send("hello")).ok);
  await page.until(({ entries }) => entries[0]?.status === "COMPLETED");
});

test("the messages that one account left in a tab are not sent by the next one", async () => {
  await using api = startFakeApi();
  const storage = memoryStorage();
  {
    using ada = watchConversation(api.url, "c", { storage, account: "ada" });
    await ada.until(({ status }) => status === "idle");
    api.isUp = false;
    api.cut();
    void ada.store.send("of ada");
    await ada.until(({ entries }) => entries.length === 1);
  }
  api.isUp = true;
  {
    using bob = watchConversation(api.url, "c", { storage, account: "bob" });
    await bob.until(({ status }) => status === "idle");
    assert.ok((await bob.store.send("of bob")).ok);
    await bob.until(({ entries }) => entries.some((e) => e.type === "message" && !e.delivery));
    assert.deepEqual(bob.texts(), ["of bob"]);
  }
  using ada = watchConversation(api.url, "c", { storage, account: "ada" });
  await ada.until(({ entries }) =>
    entries.length === 2 &&
    entries.every((one) => one.type === "message" && !one.delivery)
  );
  assert.deepEqual(ada.texts(), ["of bob", "of ada"]);
});

test("with a token the page's storage is used only for an account", async () => {
  await using api = startFakeApi();
  const page = globalThis as { document?: unknown };
  page.document = new EventTarget();
  try {
    for (const account of [undefined, "ada"]) {
      const client = createClient({ url: api.url, retry, token: () => "t" });
      const stores = new Stores(
        client,
        account === undefined ? {} : { account },
      );
      const store = stores.conversation(`c-${account}`);
      const leave = store.state.subscribe(() => {});
      await until(store.state, ({ status }) => status === "idle");
      api.isUp = false;
      api.cut();
      void store.send("secret");
      await until(store.state, ({ entries }) => entries.length > 0);
      const kept = Object.values(sessionStorage).filter((text) => text.includes("secret"));
      assert.equal(kept.length, account === undefined ? 0 : 1);
      leave();
      stores.close();
      client.close();
      api.isUp = true;
    }
  } finally {
    sessionStorage.clear();
    delete page.document;
  }
});
