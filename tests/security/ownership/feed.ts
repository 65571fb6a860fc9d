import assert from "node:assert/strict";
import { test } from "node:test";
import { type Api, readUntil, turnEnds } from "../../support/api.ts";
import { coverageBreaks, feedEnd, feedPages, readFeed } from "../../support/feed.ts";
import type { World } from "./world.ts";

const share = `mutation ($input: ShareConversationInput!) {
  shareConversation(input: $input) { __typename } }`;

async function canRead(api: Api, id: string): Promise<boolean> {
  const query = "query ($id: ID!) { conversation(id: $id) { id } }";
  return (await api.run<{ conversation: object | null }>(query, { id })).conversation !== null;
}

/** The feed of each user after a cursor, once it has the end of this conversation's turn for its owner. */
async function seenBy(owner: Api, id: string, after: string, users: Record<string, Api>) {
  await readUntil(owner.follow(id), turnEnds());
  const filter = { conversationId: id };
  const isFed = async () =>
    (await feedPages(owner, { after, filter })).some(({ status }) => status === "COMPLETED");
  while (!await isFed()) await readFeed(owner, { after, filter, wait: "PT5S" });
  const seen: Record<string, Awaited<ReturnType<typeof feedPages>>> = {};
  for (const [name, api] of Object.entries(users)) seen[name] = await feedPages(api, { after });
  return seen;
}

/** Which items of the feed a principal gets. */
export function feed(at: () => World) {
  test("an item is for those who may read its object by themselves: its owner and those it is shared with", async () => {
    const { t, ada, bob, analyst } = at();
    const viewer = await t.as({ roles: ["viewer"], subject: "vera", ttl: 3_600 });
    const users: Record<string, Api> = { ada, bob, viewer, admin: t.api };
    const after = await feedEnd(t.api);
    const [own, shared] = [await ada.start(analyst), await ada.start(analyst)];
    const input = { conversationId: shared, grantee: { subject: "bob" }, access: "READ" };
    await ada.attempt(share, input);
    await ada.send(own, "hello");
    await ada.send(shared, "hello");
    await readUntil(ada.follow(shared), turnEnds());
    const seen = await seenBy(ada, own, after, users);
    const has = (name: string, id: string) =>
      seen[name]?.some(({ conversationId }) => conversationId === id);
    assert.deepEqual([has("ada", own), has("ada", shared)], [true, true]);
    assert.deepEqual([has("bob", own), has("bob", shared)], [false, true]);
    for (const [name, api] of Object.entries(users)) {
      assert.equal(has(name, own), await canRead(api, own), `${name}, as the object itself`);
      assert.equal(has(name, shared), await canRead(api, shared), `${name}, as the object itself`);
    }
    for (const [name, items] of Object.entries(seen)) {
      assert.deepEqual(coverageBreaks(items), [], name);
      assert.ok(items.every(({ node, kind }) => node !== null || kind === "ALIAS_MOVED"), name);
    }
  });

  test("another tenant has a feed of its own, and cursors of the first are none there", async () => {
    const { ada, mallory, waiting } = at();
    const ids = new Set((await feedPages(ada)).map(({ nodeId }) => nodeId));
    assert.ok(ids.has(waiting));
    const foreign = await feedPages(mallory);
    assert.ok(foreign.every(({ nodeId }) => !ids.has(nodeId)));
    const after = await feedEnd(ada);
    await assert.rejects(readFeed(mallory, { after }), /BAD_CURSOR|not a cursor/);
  });

  test("an approver gets the items of approvals that it may decide, and of no other conversation", async () => {
    const { t, ids, done, waiting } = at();
    const approver = await t.as({ roles: ["approver"], subject: "paul", ttl: 3_600 });
    const items = await feedPages(approver);
    const approval = items.find(({ nodeId }) => nodeId === ids.get("approval"));
    assert.equal(approval?.conversationId, waiting);
    assert.ok(items.every(({ conversationId }) => conversationId !== done));
    assert.deepEqual(coverageBreaks(items), []);
  });

  test("a run and its phases are for those who may read the run", async () => {
    const { t, ada, run } = at();
    const eve = await t.as({ roles: ["member"], subject: "eve", ttl: 3_600 });
    const of = async (api: Api) =>
      (await feedPages(api)).filter(({ researchId }) => researchId === run).map(({ kind }) => kind);
    const seen = await of(ada);
    assert.ok(seen.includes("RESEARCH_STARTED") && seen.includes("PHASE_CHANGED"), seen.join());
    assert.deepEqual(await of(eve), []);
  });

  test("a principal without the right to read conversations gets the other items, and one without any right none", async () => {
    const { t } = at();
    const limited = await t.as({ roles: [], scopes: ["agents:read"], subject: "lea", ttl: 3_600 });
    const items = await feedPages(limited);
    assert.ok(items.length > 0);
    assert.ok(
      items.every(({ kind }) => /^(AGENT|ALIAS)_/.test(kind)),
      items.map((i) => i.kind).join(),
    );
    assert.deepEqual(coverageBreaks(items), []);
    const unentitled = await t.as({
      roles: [],
      scopes: ["usage:read"],
      subject: "noa",
      ttl: 3_600,
    });
    assert.deepEqual(await feedPages(unentitled), []);
  });
}
