import assert from "node:assert/strict";
import { test } from "node:test";
import { agentsUrl, textIn } from "../../support/mcp-client.ts";
import { postRpc, sendRpc } from "../../support/mcp-wire.ts";
import { unique } from "../../support/test-stack.ts";
import { type AgentsStack, askedIn, codeIn } from "./stack.ts";

/** What is refused, and what the refusal says. */
export function wrongInput(stack: () => AgentsStack) {
  test("an unknown tool is a protocol error", async () => {
    const { client } = stack();
    for (const name of ["ask_no-such-agent", "ask_", "ask_A B", "ask", "nothing"]) {
      const call = client.callTool({ name, arguments: { message: "Hello" } });
      await assert.rejects(call, { code: -32602 }, name);
    }
  });

  test("wrong arguments are a failed result that names each of them, and start nothing", async () => {
    const { client, api } = stack();
    const agent = unique("strict");
    await api.register(agent, { tools: [] });
    const wrong: [object, RegExp][] = [
      [{}, /message/],
      [{ message: "" }, /message/],
      [{ message: 5 }, /message/],
      [{ message: "x".repeat(32_001) }, /message.*32000/],
      [{ message: "Hello", more: 1 }, /more/],
      [Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [n, n])), /^[^]{1,1100}$/],
      [{ message: "Hello", idempotencyKey: "k".repeat(151) }, /idempotencyKey/],
      [{ message: "Hello", conversationId: "conversation_no" }, /no such conversation/],
    ];
    for (const [args, expected] of wrong) {
      const call = { name: `ask_${agent}`, arguments: args as Record<string, unknown> };
      const result = await client.callTool(call);
      assert.equal(result.isError, true);
      assert.match(textIn(result), expected);
    }
    const research = await client.callTool({
      name: "research",
      arguments: { question: "How is it?", symbols: ["Apple Inc"] },
    });
    assert.match(textIn(research), /symbols\.0/);
    const query =
      `query($agent: String!) { conversations(filter: { agent: $agent }) { nodes { id } } }`;
    const started = await api.run<{ conversations: { nodes: [] } }>(query, { agent });
    assert.deepEqual(started.conversations.nodes, []);
  });

  test("a conversation is continued by the tool of its agent, one question at a time", async () => {
    const { client, api, analyst } = stack();
    const other = unique("other");
    await api.register(other, { tools: [] });
    const conversationId = await api.start(analyst, "say 2000 tokens");
    const message = "Hello";
    const wrongAgent = await client.callTool({
      name: `ask_${other}`,
      arguments: { message, conversationId },
    });
    assert.match(textIn(wrongAgent), new RegExp(`with ${analyst}`));
    const name = `ask_${analyst}`;
    const busy = await client.callTool({ name, arguments: { message, conversationId } });
    assert.equal(codeIn(busy), "BUSY");
  });

  test("the same key with another question is refused", async () => {
    const { client, analyst } = stack();
    const name = `ask_${analyst}`;
    const idempotencyKey = crypto.randomUUID();
    const first = await client.callTool({ name, arguments: { message: "Hello", idempotencyKey } });
    assert.equal(askedIn(first).status, "COMPLETED");
    const other = { message: "Something else", idempotencyKey };
    assert.equal(codeIn(await client.callTool({ name, arguments: other })), "KEY_REUSED");
  });

  test("a call below the deepest turn is refused", async () => {
    const { client, analyst } = stack();
    const call = { name: `ask_${analyst}`, arguments: { message: "Hello" } };
    const at = (depth: number) => ({ ...call, _meta: { "tramontane/depth": depth } });
    assert.equal(codeIn(await client.callTool(at(4))), "TOO_DEEP");
    assert.equal(askedIn(await client.callTool(at(3))).status, "COMPLETED");
    const research = { name: "research", arguments: { question: "How is NVDA?" } };
    const _meta = { "tramontane/depth": 3 };
    assert.equal(codeIn(await client.callTool({ ...research, _meta })), "TOO_DEEP");
  });

  test("other methods, paths and bodies get an error of JSON-RPC", async () => {
    const { graphql } = stack().stack.urls;
    const url = agentsUrl(graphql);
    const headers = {
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
    };
    const post = (body: string) => fetch(url, { method: "POST", headers, body });
    const answers: [Response, number][] = [
      [await fetch(url), 405],
      [await fetch(url, { method: "DELETE" }), 405],
      [await fetch(`${url}x`), 404],
      [await post("{"), 400],
      [await post(""), 400],
      [await post("7"), 400],
      [await post('[{"jsonrpc":"2.0","id":1,"method":"ping"}]'), 400],
      [await postRpc(graphql, "subscriptions/listen", { notifications: {} }), 400],
    ];
    for (const [response, status] of answers) {
      assert.equal(response.status, status);
      assert.match((await response.json()).error.message, /\w/);
    }
    const unknown = await sendRpc(graphql, "resources/list", {});
    assert.equal(unknown.error?.code, -32601);
    const cursor = await sendRpc(graphql, "tools/list", { cursor: "nonsense" });
    assert.deepEqual([cursor.error?.code, cursor.error?.data?.code], [-32602, "BAD_CURSOR"]);
  });
}
