import assert from "node:assert/strict";
import { test } from "node:test";
import { poll } from "../../../protocol/async/poll.ts";
import { createClient } from "../client.ts";
import { Stores } from "./stores.ts";
import { type FakeApi, startFakeApi } from "./testing/fake-api.ts";
import { retry, until } from "./testing/watch.ts";

/** The stores of a page of this API. */
function openPage(url: string) {
  const client = createClient({ url, retry });
  const stores = new Stores(client);
  return { stores, [Symbol.dispose]: () => (stores.close(), client.close()) };
}

const approval = (id: string, minute: number, verdict = "PENDING") => ({
  __typename: "Approval",
  id,
  verdict,
  argumentsHash: `hash of ${id}`,
  proposedArguments: {},
  createdAt: "2026-11-29T10:00:00.000Z",
  expiresAt: `2026-11-30T10:${String(minute).padStart(2, "0")}:00.000Z`,
  approveOnTimeout: false,
  decidedAt: null,
  reason: null,
  toolCall: null,
});

test("the inbox is queried, then follows: requests come by their expiry, decisions leave", async () => {
  await using api = startFakeApi();
  const first = [approval("a", 10), approval("b", 30)];
  const approvals = { eventCursor: "approvals:0", totalCount: 2, nodes: first };
  api.answers.set("ApprovalInbox", () => ({ data: { approvals } }));
  const log = api.conversation("approvals");
  using page = openPage(api.url);
  const { state } = page.stores.approvals();
  const ids = () => state.get().approvals.map(({ id }) => id).join();
  assert.equal(state.get().isLoading, true);
  await until(state, () => ids() === "a,b");
  const changed = (
    approvalId: string,
    verdict: "PENDING" | "APPROVED",
    link: object | null,
  ) =>
    log.add({
      __typename: "ApprovalChanged",
      approvalId,
      verdict,
      approval: link as null,
    });
  changed("c", "PENDING", approval("c", 20));
  await until(state, () => ids() === "a,c,b");
  changed("a", "APPROVED", null);
  await until(state, () => ids() === "c,b");
  // Decided before this event was sent.
  changed("d", "PENDING", approval("d", 5, "REJECTED"));
  api.answers.set(
    "InboxApprovalById",
    () => ({ data: { node: approval("e", 40) } }),
  );
  changed("e", "PENDING", null);
  await until(state, () => ids() === "c,b,e");
});

test("who may not read approvals gets a fault", async () => {
  await using api = startFakeApi();
  api.answers.set("ApprovalInbox", () => ({ data: { approvals: null } }));
  using page = openPage(api.url);
  const { fault } = await until(
    page.stores.approvals().state,
    (now) => now.fault !== null,
  );
  assert.equal(fault?.code, "FORBIDDEN");
});

const conversation = (id: string) => ({
  id,
  title: null,
  createdAt: "2026-11-29T10:00:00.000Z",
  activeAt: "2026-11-29T10:00:00.000Z",
  closedAt: null,
  agentVersion: { number: 1, agent: { name: "analyst" } },
  currentTurn: null,
  firstText: `hello ${id}`,
});

/** Answers the list with these conversations, as of the feed's end. */
function list(api: FakeApi, nodes: ReturnType<typeof conversation>[]) {
  const pageInfo = { hasNextPage: false };
  api.answers.set("ConversationList", () => {
    const eventCursor = `feed:${api.conversation("feed").events.length}`;
    return {
      data: { conversations: { eventCursor, nodes: [...nodes], pageInfo } },
    };
  });
}

/** The feed reports a conversation. */
const report = (api: FakeApi, conversationId: string, over: object = {}) =>
  api.conversation("feed").add({
    ...{
      __typename: "FeedItem",
      kind: "CONVERSATION_STARTED",
      nodeId: conversationId,
    },
    ...{ conversationId, researchId: null, ...over },
  } as never);

const readings = ({ received }: FakeApi) =>
  received.filter(({ operation }) => operation === "ConversationList").length;

test("the list of conversations is read again after a start, and keeps what did not change", async () => {
  await using api = startFakeApi();
  const nodes = [conversation("a")];
  list(api, nodes);
  const started = {
    __typename: "StartConversationPayload",
    conversation: { id: "b" },
    turn: null,
  };
  api.answers.set("StoreStart", () => {
    nodes.unshift(conversation("b"));
    return { data: { result: started } };
  });
  using page = openPage(api.url);
  const store = page.stores.conversations();
  const before = await until(
    store.state,
    ({ conversations }) => conversations.length === 1,
  );
  const result = await store.start({ agent: "analyst" });
  assert.deepEqual(result, {
    ok: true,
    value: { conversationId: "b", turnId: null },
  });
  const after = await until(
    store.state,
    ({ conversations }) => conversations.length === 2,
  );
  assert.equal(after.conversations[1], before.conversations[0]);
  assert.equal(after.conversations[0]?.firstText, "hello b");
});

test("what another client has started appears in the list, also after the socket was cut, in few readings", async () => {
  await using api = startFakeApi();
  const nodes = [conversation("a")];
  list(api, nodes);
  using page = openPage(api.url);
  const { state } = page.stores.conversations();
  const ids = () => state.get().conversations.map(({ id }) => id).join();
  const leave = state.subscribe(() => {});
  await until(state, () => ids() === "a");
  nodes.unshift(conversation("b"));
  for (let n = 0; n < 20; n++) report(api, "b");
  await until(state, () => ids() === "b,a");
  assert.equal(readings(api), 2);
  report(api, "phase", { researchId: "research_1" });
  api.cut();
  nodes.unshift(conversation("c"));
  report(api, "c");
  await until(state, () => ids() === "c,b,a");
  assert.equal(readings(api), 3);
  leave();
});

test("a list whose place in the feed is not kept any more is read again", async () => {
  await using api = startFakeApi();
  const nodes = [conversation("a")];
  list(api, nodes);
  using page = openPage(api.url);
  const { state } = page.stores.conversations();
  await until(state, ({ conversations }) => conversations.length === 1);
  nodes.unshift(conversation("b"));
  for (let n = 0; n < 3; n++) {
    report(api, "phase", { researchId: "research_1" });
  }
  api.conversation("feed").firstKept = 3;
  const leave = state.subscribe(() => {});
  api.cut();
  await until(state, ({ conversations }) => conversations.length === 2);
  leave();
});

test("listeners of one filter share a subscription, begin with a reading, and get each item once", async () => {
  await using api = startFakeApi();
  const end = () => `feed:${api.conversation("feed").events.length}`;
  api.answers.set(
    "StoreFeedEnd",
    () => ({ data: { feed: { pageInfo: { endCursor: end() } } } }),
  );
  report(api, "before");
  using page = openPage(api.url);
  const seen: Record<"one" | "two", (string | null)[]> = { one: [], two: [] };
  const listen = (name: "one" | "two") =>
    page.stores.feed({ agent: "analyst" }).subscribe((item) =>
      seen[name].push(item && item.nodeId)
    );
  const leave = listen("one");
  await condition(() => seen.one.length === 1 && api.server.afters.length === 1);
  report(api, "a");
  await condition(() => seen.one.length === 2);
  listen("two");
  api.cut();
  report(api, "b");
  await condition(() => seen.one.length === 3 && seen.two.length === 2);
  leave();
  report(api, "c");
  await condition(() => seen.two.length === 3);
  assert.deepEqual(seen, { one: [null, "a", "b"], two: [null, "b", "c"] });
  assert.deepEqual(api.server.afters, ["feed:1", "feed:2"]);
});

/** Waits until it holds. */
const condition = (holds: () => boolean) =>
  poll(() => Promise.resolve(holds() || undefined), {
    withinMs: 10_000,
    everyMs: 5,
    what: "it",
  });
