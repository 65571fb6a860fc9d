import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createClient } from "../../clients/client/mod.ts";
import {
  type ConversationState,
  type ConversationStore,
  type Readable,
  Stores,
} from "../../clients/client/store/mod.ts";
import { eventually, sharedWithAnalyst, type TestStack, unique } from "../support/test-stack.ts";

let t: TestStack;
let analyst: string;
before(async () => {
  ({ analyst, ...t } = await sharedWithAnalyst());
});
after(() => t[Symbol.asyncDispose]());

/** A page with a client of its own. */
function openPage() {
  const client = createClient({ url: t.api.url, retry: { firstMs: 50, maxMs: 500 } });
  const stores = new Stores(client);
  return {
    stores,
    client,
    [Symbol.dispose]: () => (stores.close(), client.close()),
  };
}

/** Waits until a value meets the condition, while it is shown; the value. */
async function until<T>(what: string, value: Readable<T>, is: (value: T) => boolean): Promise<T> {
  const leave = value.subscribe(() => {});
  try {
    await eventually(what, () => Promise.resolve(is(value.get())), 90_000);
  } catch (error) {
    throw new Error(`${error}; it is still ${JSON.stringify(value.get())}`);
  } finally {
    leave();
  }
  return value.get();
}

const texts = (store: ConversationStore) =>
  store.state.get().entries.map(({ id }) => store.texts.text(id).get());
const stored = async (id: string) =>
  (await t.api.read(id)).entries.nodes.map(({ text = "" }) => text);
const isIdle = (turns: number) => (state: ConversationState) =>
  state.status === "idle" && state.turns.length === turns &&
  state.entries.every((entry) => entry.type !== "message" || entry.delivery === null);

test("a message is shown at once, then the server's in its place, and the answer with its tool calls", async () => {
  using page = openPage();
  const id = await t.api.start(analyst);
  const store = page.stores.conversation(id);
  await until("it is loaded", store.state, ({ status }) => status === "idle");
  const result = store.send("What do NVDA and AMD cost?");
  const [first] = (await until("it is shown", store.state, ({ entries }) => entries.length > 0))
    .entries;
  assert.ok((await result).ok);
  const { entries, turns } = await until("it is answered", store.state, isIdle(1));
  const types = entries.map(({ type }) => type);
  assert.deepEqual(types, ["message", "tool-call", "tool-call", "message"]);
  assert.equal(entries[0]?.key, first?.key);
  assert.equal(turns[0]?.status, "COMPLETED");
  assert.deepEqual(texts(store), await stored(id));
});

test("API and worker are killed while an answer is written: no text is lost or doubled", async () => {
  using page = openPage();
  await t.sandbox.post("pace", { tokensPerSecond: 60, firstTokenMs: 5 });
  const id = await t.api.start(analyst, "Explain dividends in about 150 words");
  const store = page.stores.conversation(id);
  const { entries } = await until("it answers", store.state, (state) => state.entries.length > 1);
  const answer = store.texts.text(entries[1]?.id ?? "");
  const shown: string[] = [];
  answer.subscribe(() => shown.push(answer.get()));
  await until("it writes", answer, (text) => text.length > 50);
  await t.stack.kill("api", "SIGKILL");
  await t.stack.startPart("api");
  const before = shown.at(-1)?.length ?? 0;
  await until("it writes again", answer, (text) => text.length > before + 50);
  await t.stack.kill("worker", "SIGKILL");
  await t.stack.startPart("worker");
  await until("it is answered", store.state, isIdle(1));
  await t.sandbox.post("pace", { tokensPerSecond: 300, firstTokenMs: 5 });
  assert.deepEqual(texts(store), await stored(id));
  const steps = shown.filter((text, n) => n > 0 && !text.startsWith(shown[n - 1] ?? ""));
  assert.ok(steps.every((text) => text === ""), "a text only grows, or its entry is discarded");
});

test("messages that are sent while the API is away wait, and become one turn each", async () => {
  using page = openPage();
  const id = await t.api.start(analyst);
  const store = page.stores.conversation(id);
  await until("it is loaded", store.state, ({ status }) => status === "idle");
  await t.stack.kill("api", "SIGKILL");
  const sent = [store.send("Say one word"), store.send("Say another word")];
  const isQueued = ({ entries }: ConversationState) =>
    entries.some((entry) => entry.type === "message" && entry.delivery === "queued");
  await until("they wait", store.state, isQueued);
  assert.deepEqual(texts(store), ["Say one word", "Say another word"]);
  await t.stack.startPart("api");
  for (const result of await Promise.all(sent)) assert.ok(result.ok);
  await until("they are answered", store.state, isIdle(2));
  const { turns } = await t.api.read(id);
  assert.equal(turns.nodes.length, 2);
  assert.deepEqual(texts(store), await stored(id));
});

test("an approval with other arguments: the inbox, the tool call, and the same again in the past", async () => {
  using page = openPage();
  const careful = unique("careful");
  const tool = { server: "prices", name: "get_current_stock_price", policy: "ASK" };
  await t.api.register(careful, { tools: [tool] });
  const inbox = page.stores.approvals();
  const id = await t.api.start(careful);
  const store = page.stores.conversation(id);
  const live = new Map<number, ConversationState>();
  store.state.subscribe(() => live.set(store.state.get().lastSeq, store.state.get()));
  await until("it is loaded", store.state, ({ status }) => status === "idle");
  void store.send("What does NVDA cost?");
  await until("it waits", store.state, ({ status }) => status === "waiting");
  const ofThis = ({ toolCall }: { toolCall: { turn: { conversation: { id: string } } } | null }) =>
    toolCall?.turn.conversation.id === id;
  const { approvals } = await until(
    "the inbox has it",
    inbox.state,
    (state) => state.approvals.some(ofThis),
  );
  const approval = approvals.find(ofThis) ?? assert.fail();
  const verdict = { approve: { arguments: { symbol: "AMD" } } };
  assert.deepEqual(await store.decide(approval, verdict), { ok: true, value: "APPROVED" });
  const { entries, lastSeq } = await until("it is answered", store.state, isIdle(1));
  const call = entries.find(({ type }) => type === "tool-call");
  assert.deepEqual(call?.type === "tool-call" && call.arguments, { symbol: "AMD" });
  await until("it leaves the inbox", inbox.state, (state) => !state.approvals.some(ofThis));
  await comparePast(store, live, lastSeq);
});

/** Each state that was shown live is shown again in the past, but for what was on its way. */
async function comparePast(
  store: ConversationStore,
  live: ReadonlyMap<number, ConversationState>,
  lastSeq: number,
) {
  let compared = 0;
  for (let n = 1; n <= lastSeq; n++) {
    store.setAt(n);
    const past = await until(`event ${n}`, store.state, ({ at }) => at === n);
    const then = live.get(n);
    if (!then?.entries.every((entry) => entry.type !== "message" || !entry.delivery)) continue;
    assert.deepEqual([past.status, past.turns], [then.status, then.turns], `after ${n}`);
    compared++;
  }
  assert.ok(compared > 4, `${compared} states of ${lastSeq} were compared`);
  store.setAt(null);
}

test("a fork shows the shared entries, also in its past before its first event", async () => {
  using page = openPage();
  const source = await t.api.start(analyst, "Say one word");
  const { entries } = await until(
    "it is answered",
    page.stores.conversation(source).state,
    isIdle(1),
  );
  const [question, answer] = entries;
  const forked = await page.stores.conversation(source).forkAt(answer?.id ?? "", "Say two words");
  assert.ok(forked.ok, JSON.stringify(forked));
  const fork = page.stores.conversation(forked.value.conversationId);
  await until("the fork is answered", fork.state, isIdle(2));
  fork.setAt(0);
  const past = await until("its past", fork.state, ({ at }) => at === 0);
  assert.deepEqual(past.entries.map(({ id }) => id), [question?.id, answer?.id]);
  const list = page.stores.conversations({ first: 10 });
  const ids = [source, forked.value.conversationId];
  await until(
    "the list has both",
    list.state,
    ({ conversations }) => ids.every((id) => conversations.some((one) => one.id === id)),
  );
});

test("a turn is cancelled; a conversation that is closed accepts no message", async () => {
  using page = openPage();
  const id = await t.api.start(analyst);
  const store = page.stores.conversation(id);
  await until("it is loaded", store.state, ({ status }) => status === "idle");
  const none = await store.cancel();
  assert.equal(!none.ok && none.fault.code, "NO_OPEN_TURN");
  await t.sandbox.post("pace", { tokensPerSecond: 30, firstTokenMs: 5 });
  void store.send("Explain bonds in about 400 words");
  await until(
    "it writes",
    store.state,
    ({ status, entries }) => status === "running" && entries.length > 1,
  );
  assert.ok((await store.cancel()).ok);
  await until("it is cancelled", store.state, ({ turns }) => turns[0]?.status === "CANCELLED");
  await t.sandbox.post("pace", { tokensPerSecond: 300, firstTokenMs: 5 });
  assert.ok((await store.close()).ok);
  await until("it is closed", store.state, ({ status }) => status === "closed");
  const refused = await store.send("One more");
  assert.equal(!refused.ok && refused.fault.reason, "ENDED");
});
