import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { type Api, readUntil, type SeenEvent, turnEnds } from "../support/api.ts";
import { unique } from "../support/test-stack.ts";

const document = (name: string) =>
  readFile(new URL(`../documents/${name}.graphql`, import.meta.url), "utf8");

interface Listed {
  id: string;
  title: string | null;
  firstText: string | null;
  labels: string[];
  activeAt: string;
  turnCount: number;
  lastTurn: { number: number; status: string } | null;
  usage: { cost: { amount: string } | null } | null;
}

interface Context {
  conversation: { id: string; firstText: string } | null;
  agentVersion: { number: number; agent: { name: string } };
  tool: { name: string; readOnly: boolean; destructive: boolean; inputSchema: unknown } | null;
}

/** What lists show and select, through the API of a stack that runs already. */
export function listTests(given: () => { api: Api; agent: string }): void {
  const list = async (filter: object) => {
    type Data = { conversations: { nodes: Listed[] } };
    return (await given().api.run<Data>(await document("conversation-list"), { filter }))
      .conversations.nodes;
  };
  const update = async (input: object) => {
    type Data = { updateConversation: { __typename: string; conversation?: Listed } };
    const all = { idempotencyKey: unique("update"), ...input };
    return (await given().api.run<Data>(await document("update-conversation"), { input: all }))
      .updateConversation;
  };

  test("a conversation is listed with its first words and its last turn, and renamed without moving", async () => {
    const { api, agent } = given();
    const id = await api.start(agent, "Tell me\n\nabout  bonds");
    await readUntil(api.follow(id), turnEnds());
    const label = unique("label");
    const renamed = await update({ conversationId: id, title: "Bonds", labels: [label] });
    assert.equal(renamed.__typename, "UpdateConversationPayload");
    const [found, ...more] = await list({
      labels: [label],
      lastTurn: "COMPLETED",
      agent,
      version: 1,
    });
    assert.deepEqual(more, []);
    assert.deepEqual([found?.id, found?.title, found?.firstText, found?.turnCount], [
      id,
      "Bonds",
      "Tell me about bonds",
      1,
    ]);
    assert.equal(found?.lastTurn?.status, "COMPLETED");
    assert.equal(found?.activeAt, renamed.conversation?.activeAt);
    const before = found?.activeAt;
    assert.deepEqual(await list({ labels: [label], activeTo: before }), []);
    assert.equal((await list({ labels: [label], activeFrom: before })).length, 1);
    assert.deepEqual(await list({ labels: [label], lastTurn: "FAILED" }), []);
    await update({ conversationId: id, title: null });
    assert.equal((await list({ labels: [label] }))[0]?.title, null);
    assert.equal((await update({ conversationId: id })).__typename, "ValidationError");
  });

  test("an approval says what surrounds it, and is in the history once it is decided", async () => {
    const { api } = given();
    const careful = unique("careful");
    const tool = { server: "prices", name: "get_current_stock_price", policy: "ASK" };
    await api.register(careful, { tools: [tool] });
    const id = await api.start(careful, "What does NVDA cost?");
    const waits = (e: SeenEvent) => e.__typename === "TurnChanged" && e.status === "WAITING";
    await readUntil(api.follow(id), waits);
    const [approval] = await api.pending((await api.read(id)).turns.nodes[0]?.id);
    assert.ok(approval);
    const filter = { agent: careful, tool: tool.name, server: tool.server };
    const history = async () => {
      type Data = {
        approvals: { totalCount: number; nodes: { verdict: string; context: Context }[] };
      };
      return (await api.run<Data>(await document("approval-history"), { filter })).approvals;
    };
    assert.deepEqual((await history()).totalCount, 0);
    await api.decide(approval, { reject: { reason: "not now" } });
    await readUntil(api.follow(id), turnEnds());
    const { totalCount, nodes: [decided] } = await history();
    assert.deepEqual([totalCount, decided?.verdict], [1, "REJECTED"]);
    const { conversation, agentVersion, tool: shown } = decided?.context ?? assert.fail();
    assert.deepEqual([conversation?.id, conversation?.firstText], [id, "What does NVDA cost?"]);
    assert.deepEqual(agentVersion, { number: 1, agent: { name: careful } });
    assert.deepEqual([shown?.name, shown?.readOnly, shown?.destructive], [tool.name, true, false]);
    assert.ok(shown?.inputSchema);
  });
}
