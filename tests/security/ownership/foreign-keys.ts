import assert from "node:assert/strict";
import { test } from "node:test";
import * as documents from "../../support/documents.generated.ts";
import type { World } from "./world.ts";

const cursorOf = `query ($id: ID!) { conversation(id: $id) { eventCursor } }`;
type WithCursor = { conversation: { eventCursor: string } | null };

/** The code that an event stream over HTTP begins with; `lastEventId` as a browser sends it. */
async function codeOfStream(world: World, subject: string, id: string, lastEventId: string) {
  const token = await world.t.tokenOf({ subject, roles: ["member"] });
  const variables = JSON.stringify({ id });
  const query = "subscription ($id: ID!) { conversationEvents(id: $id) { ... on Event { seq } } }";
  const url = `${world.t.stack.urls.graphql}?${new URLSearchParams({ query, variables })}`;
  const response = await fetch(url, {
    headers: {
      ...{ accept: "text/event-stream", authorization: `Bearer ${token}` },
      "last-event-id": lastEventId,
    },
    signal: AbortSignal.timeout(10_000),
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (!/"code":"|"seq":/.test(text)) {
    const { done, value = "" } = await reader?.read() ?? { done: true };
    text += value;
    if (done) break;
  }
  await reader?.cancel();
  return /"code":"([A-Z_]+)"/.exec(text)?.[1] ?? null;
}

/** Cursors and idempotency keys of others lead nowhere. */
export function foreignKeys(at: () => World) {
  test("a cursor of a foreign stream opens neither that stream nor the own one", async () => {
    const world = at();
    const { ada, bob, done, analyst } = world;
    const own = await bob.start(analyst);
    const after = (await ada.run<WithCursor>(cursorOf, { id: done })).conversation?.eventCursor;
    assert.ok(after);
    assert.equal(await codeOfStream(world, "bob", done, after), "NOT_FOUND");
    assert.equal(await codeOfStream(world, "bob", own, after), "BAD_CURSOR");
    const page = `query ($id: ID!, $after: String) {
      conversation(id: $id) { events(after: $after) { nodes { seq } } } }`;
    await assert.rejects(bob.run(page, { id: own, after }), /not a cursor of this stream/);
    assert.deepEqual(await bob.run(page, { id: done, after }), { conversation: null });
  });

  test("a cursor of a foreign list shows nothing of that list", async () => {
    const { ada, bob, mallory } = at();
    const list = `query ($after: String) { conversations(first: 1, after: $after) {
      nodes { id } pageInfo { endCursor } } }`;
    type Page = { conversations: { nodes: { id: string }[]; pageInfo: { endCursor: string } } };
    const { conversations } = await ada.run<Page>(list);
    const after = conversations.pageInfo.endCursor;
    const foreign = new Set((await ada.run<Page>(list, { after })).conversations.nodes);
    const seen = (await bob.run<Page>(list, { after })).conversations.nodes;
    assert.ok(foreign.size > 0 && seen.every((node) => !foreign.has(node)));
    await assert.rejects(mallory.run(list, { after }), /not a cursor of this list/);
  });

  test("a key that another user used executes the own request, and replays nothing", async () => {
    const { ada, bob, mallory, analyst, t } = at();
    await mallory.register(analyst, { tools: [] });
    const input = {
      agent: analyst,
      idempotencyKey: crypto.randomUUID(),
      content: [{ text: "hi" }],
    };
    const started: string[] = [];
    for (const api of [ada, bob, mallory, t.api]) {
      const { conversation, replayed } = await api.mutate(documents.start, input);
      assert.equal(replayed, false);
      started.push(conversation.id);
    }
    assert.equal(new Set(started).size, 4);
    assert.equal((await ada.mutate(documents.start, input)).conversation.id, started[0]);
    const idempotencyKey = crypto.randomUUID();
    const send = (id: string | undefined) => ({
      ...{ conversationId: id, content: [{ text: "again" }], idempotencyKey, whenBusy: "ENQUEUE" },
    });
    const [first, second] = [
      await ada.mutate(documents.send, send(started[0])),
      await bob.mutate(documents.send, send(started[1])),
    ];
    assert.notEqual(first.turn.id, second.turn.id);
    const foreign = await bob.attempt(documents.send, send(started[0]));
    assert.equal(foreign.__typename, "NotFoundError", "not even the replay of another user");
  });

  test("an agent's name leads to the agent of the own tenant", async () => {
    const { t, mallory, done } = at();
    const text = `query ($name: String!) { agent(name: $name) { id } }`;
    const name = (await t.api.run<{ agents: { nodes: { name: string }[] } }>(
      "{ agents { nodes { name } } }",
    )).agents.nodes.find((agent) => agent.name.startsWith("careful"))?.name;
    assert.deepEqual(await mallory.run(text, { name }), { agent: null });
    const start = await mallory.attempt(documents.start, { agent: name });
    assert.equal(start.__typename, "NotFoundError");
    assert.ok(done);
  });
}
