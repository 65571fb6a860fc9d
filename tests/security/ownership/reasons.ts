import assert from "node:assert/strict";
import { test } from "node:test";
import { request } from "../../../clients/client/mod.ts";
import { createClient } from "graphql-ws";
import { unique } from "../../support/test-stack.ts";
import type { World } from "./world.ts";

interface Shared {
  c: { __typename: string };
  r: { __typename: string };
}

interface Events {
  auditEvents: { nodes: { action: string; resource: string | null; reason: string | null }[] };
}

async function recorded({ t }: World, reason: string) {
  const text = "{ auditEvents(first: 200) { nodes { action resource reason } } }";
  const { auditEvents } = await t.api.run<Events>(text);
  return auditEvents.nodes.filter((event) => event.reason === reason)
    .map(({ action, resource }) => `${action} ${resource}`);
}

/** Reads of what is not the own, for a reason. */
export function reasons(at: () => World) {
  const twice = `query ($id: ID!) {
    a: conversation(id: $id) { id turns { nodes { id } } } b: node(id: $id) { id } }`;

  test("an administrator reads a foreign conversation for a reason alone, which is recorded once", async () => {
    const world = at();
    const { t, done } = world;
    const token = await t.tokenOf({ subject: "root", roles: ["admin"] });
    const url = t.stack.urls.graphql;
    const read = (reason?: string) => {
      const headers = {
        authorization: `Bearer ${token}`,
        ...(reason && { "x-access-reason": reason }),
      };
      return request({ url, headers }, twice, { id: done }) as Promise<Record<string, unknown>>;
    };
    assert.deepEqual(await read(), { a: null, b: null });
    assert.deepEqual((await read("ticket 17")).b, { id: done });
    assert.deepEqual(await recorded(world, "ticket 17"), [`conversation.read ${done}`]);
  });

  test("a list that is read for a reason records each object of the page", async () => {
    const world = at();
    const { t } = world;
    const token = await t.tokenOf({ subject: "root", roles: ["admin"] });
    const headers = { authorization: `Bearer ${token}`, "x-access-reason": "ticket 18" };
    const list = "{ conversations(first: 3) { nodes { id owner } } }";
    const { conversations: { nodes } } = await request(
      ...[{ url: t.stack.urls.graphql, headers }, list, {}] as const,
    ) as { conversations: { nodes: { id: string; owner: string | null }[] } };
    const foreign = nodes.filter(({ owner }) => owner !== "root");
    assert.ok(foreign.length > 0);
    assert.deepEqual(
      (await recorded(world, "ticket 18")).sort(),
      foreign.map(({ id }) => `conversation.read ${id}`).sort(),
    );
  });

  test("over a WebSocket the reason is given when it is opened", async () => {
    const world = at();
    const { t, done } = world;
    const token = await t.tokenOf({ subject: "root", roles: ["admin"] });
    const client = createClient({
      url: t.stack.urls.graphql.replace(/^http/, "ws"),
      retryAttempts: 0,
      connectionParams: { token, reason: "ticket 19" },
    });
    const query =
      "subscription ($id: ID!) { conversationEvents(id: $id) { ... on Event { seq } } }";
    const events = client.iterate({ query, variables: { id: done } });
    const { value } = await events.next();
    assert.ok(value.data.conversationEvents.seq > 0);
    await events.return?.();
    await client.dispose();
    assert.deepEqual(await recorded(world, "ticket 19"), [`conversation.read ${done}`]);
  });

  test("an administrator shares a foreign object with itself for a reason alone, and reads by that share afterwards", async () => {
    const world = at();
    const { t, done, run } = world;
    const token = await t.tokenOf({ subject: "warden", roles: ["admin"], groups: ["wardens"] });
    const url = t.stack.urls.graphql;
    const share = `mutation ($c: ShareConversationInput!, $r: ShareResearchInput!) {
      c: shareConversation(input: $c) { __typename } r: shareResearch(input: $r) { __typename } }`;
    const attempt = async (key: string, grantee: object, reason?: string) => {
      const headers = {
        authorization: `Bearer ${token}`,
        ...(reason && { "x-access-reason": reason }),
      };
      const rest = { idempotencyKey: unique(key), grantee, access: "READ" };
      const variables = { c: { ...rest, conversationId: done }, r: { ...rest, researchId: run } };
      const { c, r } = await request({ url, headers }, share, variables) as Shared;
      return [c.__typename, r.__typename];
    };
    const refused = ["ForbiddenError", "ForbiddenError"];
    assert.deepEqual(await attempt("a", { subject: "warden" }), refused);
    assert.deepEqual(await attempt("b", { group: "wardens" }), refused);
    assert.deepEqual(await attempt("c", { subject: "someone" }), [
      "ShareConversationPayload",
      "ShareResearchPayload",
    ]);
    const headers = { authorization: `Bearer ${token}` };
    const read = () => request({ url, headers }, twice, { id: done }) as Promise<{ b: unknown }>;
    assert.equal((await read()).b, null);
    await attempt("d", { subject: "warden" }, "ticket 20");
    assert.deepEqual((await read()).b, { id: done });
    const acts = (await recorded(world, "ticket 20")).filter((act) => act.includes("shared"));
    assert.deepEqual(acts.sort(), [`conversation.shared ${done}`, `research.shared ${run}`]);
  });
}
