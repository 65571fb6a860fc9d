import assert from "node:assert/strict";
import { test } from "node:test";
import { createClient } from "../client.ts";
import { Stores } from "./stores.ts";
import { startFakeApi } from "./testing/fake-api.ts";
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
  const changed = (approvalId: string, verdict: "PENDING" | "APPROVED", link: object | null) =>
    log.add({ __typename: "ApprovalChanged", approvalId, verdict, approval: link as null });
  changed("c", "PENDING", approval("c", 20));
  await until(state, () => ids() === "a,c,b");
  changed("a", "APPROVED", null);
  await until(state, () => ids() === "c,b");
  // Decided before this event was sent.
  changed("d", "PENDING", approval("d", 5, "REJECTED"));
  api.answers.set("InboxApprovalById", () => ({ data: { node: approval("e", 40) } }));
  changed("e", "PENDING", null);
  await until(state, () => ids() === "c,b,e");
});

test("who may not read approvals gets a fault", async () => {
  await using api = startFakeApi();
  api.answers.set("ApprovalInbox", () => ({ data: { approvals: null } }));
  using page = openPage(api.url);
  const { fault } = await until(page.stores.approvals().state, (now) => now.fault !== null);
  assert.equal(fault?.code, "FORBIDDEN");
});

test("the list of conversations is read again after a start, and keeps what did not change", async () => {
  await using api = startFakeApi();
  const conversation = (id: string) => ({
    id,
    title: null,
    createdAt: "2026-11-29T10:00:00.000Z",
    activeAt: "2026-11-29T10:00:00.000Z",
    closedAt: null,
    agentVersion: { number: 1, agent: { name: "analyst" } },
    currentTurn: null,
    first: { nodes: [{ __typename: "Message", text: `hello ${id}` }] },
  });
  const nodes = [conversation("a")];
  api.answers.set("ConversationList", () => ({
    data: { conversations: { nodes, pageInfo: { hasNextPage: false } } },
  }));
  const started = { __typename: "StartConversationPayload", conversation: { id: "b" }, turn: null };
  api.answers.set("StoreStart", () => {
    nodes.unshift(conversation("b"));
    return { data: { result: started } };
  });
  using page = openPage(api.url);
  const store = page.stores.conversations();
  const before = await until(store.state, ({ conversations }) => conversations.length === 1);
  const result = await store.start({ agent: "analyst" });
  assert.deepEqual(result, { ok: true, value: { conversationId: "b", turnId: null } });
  const after = await until(store.state, ({ conversations }) => conversations.length === 2);
  assert.equal(after.conversations[1], before.conversations[0]);
  assert.equal(after.conversations[0]?.firstText, "hello b");
});
