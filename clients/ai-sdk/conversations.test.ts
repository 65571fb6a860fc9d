import assert from "node:assert/strict";
import { test } from "node:test";
import { createClient } from "../client/mod.ts";
import { Conversations } from "./conversations.ts";

/** An API on which these conversations have the label of every chat, and which starts `new`. */
function apiWith(nodes: { id: string; owner: string | null }[]) {
  return Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen() {} },
    async (request) => {
      const { query } = await request.json();
      const started = { conversation: { id: "new" }, turn: null };
      const data = query.includes("mutation")
        ? { result: { __typename: "StartConversationPayload", ...started } }
        : { viewer: { subject: "ada" }, byId: null, byLabel: { nodes } };
      return Response.json({ data });
    },
  );
}

async function opened(
  nodes: { id: string; owner: string | null }[],
): Promise<string> {
  await using api = apiWith(nodes);
  const client = createClient({
    url: `http://127.0.0.1:${api.addr.port}/graphql`,
  });
  return await new Conversations({ client, agent: "analyst" }).open("main");
}

test("a chat goes on in a conversation of its user, or of the whole tenant", async () => {
  const foreign = { id: "foreign", owner: "mallory" };
  assert.equal(await opened([foreign, { id: "own", owner: "ada" }]), "own");
  assert.equal(
    await opened([foreign, { id: "common", owner: null }]),
    "common",
  );
});

test("another user's conversation with the label of the chat is not the chat", async () => {
  assert.equal(await opened([{ id: "foreign", owner: "mallory" }]), "new");
});
