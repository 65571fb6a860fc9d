import assert from "node:assert/strict";
import { test } from "node:test";
import { type Api, readUntil, turnEnds } from "../../support/api.ts";
import * as documents from "../../support/documents.generated.ts";
import type { World } from "./world.ts";

const share = `mutation ($input: ShareConversationInput!) {
  shareConversation(input: $input) { __typename ... on UserError { message } } }`;
const unshare = `mutation ($input: UnshareConversationInput!) {
  unshareConversation(input: $input) { __typename ... on UserError { message } } }`;
const read = `query ($id: ID!) { conversation(id: $id) {
  owner shares { subject group access } entries { nodes { id turn { id } } } } }`;

interface Seen {
  conversation: {
    owner: string | null;
    shares: unknown[] | null;
    entries: { nodes: { id: string; turn: { id: string } }[] };
  } | null;
}

const bobs = { subject: "bob" };
const team = { group: "team" };

/** A conversation of ada with an answer. */
async function answered({ ada, analyst }: World): Promise<string> {
  const id = await ada.start(analyst, "What does NVDA cost?");
  await readUntil(ada.follow(id), turnEnds());
  return id;
}

const typeOf = async (api: Api, document: string, input: object) =>
  (await api.attempt(document, input)).__typename;
const sees = async (api: Api, id: string) => (await api.run<Seen>(read, { id })).conversation;

/** What shares permit, and how they end. */
export function shares(at: () => World) {
  test("what a user starts belongs to it, and what is shared can be read, but not changed or shared on", async () => {
    const world = at();
    const { ada, bob } = world;
    const conversationId = await answered(world);
    assert.equal(await sees(bob, conversationId), null);
    const input = { conversationId, grantee: bobs, access: "READ" };
    assert.equal(await typeOf(bob, share, input), "NotFoundError");
    assert.equal(await typeOf(ada, share, input), "ShareConversationPayload");
    const own = await sees(ada, conversationId);
    assert.deepEqual([own?.owner, own?.shares], [
      "ada",
      [{ subject: "bob", group: null, access: "READ" }],
    ]);
    const shared = await sees(bob, conversationId);
    assert.deepEqual([shared?.owner, shared?.shares], ["ada", null]);
    assert.ok((shared?.entries.nodes.length ?? 0) > 1);
    const send = { conversationId, content: [{ text: "hello" }] };
    assert.equal(await typeOf(bob, documents.send, send), "ForbiddenError");
    assert.equal(await typeOf(bob, documents.close, { conversationId }), "ForbiddenError");
    assert.equal(await typeOf(bob, share, { ...input, grantee: team }), "ForbiddenError");
  });

  test("a group that a conversation is shared with for writing sends messages, and the turn has its sender", async () => {
    const world = at();
    const { ada, bob, sql } = world;
    const conversationId = await answered(world);
    await ada.attempt(share, { conversationId, grantee: team, access: "WRITE" });
    const { turn } = await bob.send(conversationId, "And AMD?");
    const [row] = await sql<{ sentBy: string }[]>`select sent_by from turns where id = ${turn.id}`;
    assert.equal(row?.sentBy, "bob");
    const input = { conversationId, grantee: bobs, access: "READ" };
    assert.equal(await typeOf(bob, share, input), "ForbiddenError", "writing is not sharing");
  });

  test("an open subscription ends within 5 seconds after the share has ended", async () => {
    const world = at();
    const { ada, bob } = world;
    const conversationId = await answered(world);
    await ada.attempt(share, { conversationId, grantee: team, access: "READ" });
    const events = bob.follow(conversationId);
    const isLast = turnEnds();
    for (let next = await events.next(); !isLast(next.value); next = await events.next());
    const next = events.next();
    next.catch(() => {});
    await ada.attempt(unshare, { conversationId, grantee: team });
    const began = Date.now();
    await assert.rejects(next, /NOT_FOUND|may no longer read/);
    assert.ok(Date.now() - began < 5_000, `it took ${Date.now() - began} ms`);
    assert.equal(await sees(bob, conversationId), null);
    await assert.rejects(bob.follow(conversationId).next(), /NOT_FOUND|no conversation/);
  });

  test("a fork of a shared conversation keeps what it shares after the share has ended, and no more", async () => {
    const world = at();
    const { ada, bob } = world;
    const conversationId = await answered(world);
    await ada.attempt(share, { conversationId, grantee: bobs, access: "READ" });
    const nodes = (await sees(bob, conversationId))?.entries.nodes ?? [];
    const entryId = nodes.at(-1)?.id;
    const { conversation: { id: fork } } = await bob.mutate(documents.fork, { entryId });
    await ada.attempt(unshare, { conversationId, grantee: bobs });
    const { turn } = await ada.send(conversationId, "Something private.");
    await readUntil(ada.follow(conversationId), turnEnds(2));
    const forked = await sees(bob, fork);
    assert.equal(forked?.owner, "bob");
    assert.deepEqual(forked?.entries.nodes, nodes);
    const node = "query ($id: ID!) { node(id: $id) { id } }";
    assert.deepEqual(await bob.run(node, { id: turn.id }), { node: null });
    assert.deepEqual(await bob.run(node, { id: conversationId }), { node: null });
    assert.equal(await sees(bob, conversationId), null);
  });

  test("a shared fork that ends within a turn shows nothing of the rest of the turn", async () => {
    const world = at();
    const { ada, bob } = world;
    const entries = (await sees(ada, await answered(world)))?.entries.nodes ?? [];
    const [asked, reply] = [entries[0], entries.at(-1)];
    assert.equal(asked?.turn.id, reply?.turn.id);
    const { conversation: { id } } = await ada.mutate(documents.fork, { entryId: asked?.id });
    await ada.attempt(share, { conversationId: id, grantee: bobs, access: "READ" });
    assert.deepEqual((await sees(bob, id))?.entries.nodes.map((node) => node.id), [asked?.id]);
    const rest =
      `query ($entry: ID!, $turn: ID!) { entry: node(id: $entry) { id } turn: node(id: $turn) {
      ... on Turn { messages { id } reply { id } steps { __typename } } } }`;
    const variables = { entry: reply?.id, turn: asked?.turn.id };
    assert.deepEqual(await bob.run(rest, variables), {
      entry: null,
      turn: { messages: [{ id: asked?.id }], reply: null, steps: [] },
    });
  });

  test("only a holder of tokens:mint starts conversations on behalf of others", async () => {
    const { t, bob, ada, analyst } = at();
    const input = { agent: analyst, onBehalfOf: "ada" };
    assert.equal(await typeOf(bob, documents.start, input), "ForbiddenError");
    const { conversation } = await t.api.mutate(documents.start, input);
    assert.equal((await sees(ada, conversation.id))?.owner, "ada");
    assert.equal(await sees(bob, conversation.id), null);
  });

  test("a run that is shared is read with the conversations of its phases", async () => {
    const { ada, bob, run, sql } = at();
    const shareRun = `mutation ($input: ShareResearchInput!) {
      shareResearch(input: $input) { __typename } }`;
    const seesRun = async () =>
      (await bob.run<{ researchRun: { phases: { id: string }[] } | null }>(
        "query ($id: ID!) { researchRun(id: $id) { phases { id } } }",
        { id: run },
      )).researchRun;
    assert.equal(await seesRun(), null);
    const input = { researchId: run, grantee: bobs, access: "READ" };
    assert.equal(await typeOf(ada, shareRun, input), "ShareResearchPayload");
    assert.ok((await seesRun())?.phases[0]?.id);
    const [phase] = await sql<{ id: string }[]>`
      select id from conversations where research_id = ${run} limit 1`;
    const conversationId = phase?.id ?? "";
    assert.ok(await sees(bob, conversationId));
    const alone = { conversationId, grantee: bobs, access: "READ" };
    assert.equal(await typeOf(ada, share, alone), "NotFoundError", "a phase is shared by its run");
  });
}
