import assert from "node:assert/strict";
import { test } from "node:test";
import { textIn } from "../../support/mcp-client.ts";
import { postRpc } from "../../support/mcp-wire.ts";
import { eventually, unique } from "../../support/test-stack.ts";
import { type AgentsStack, askedIn, codeIn } from "./stack.ts";

const long = "say 1500 tokens";

/** The turns of an agent that was registered for one test. */
async function turnsOf({ api }: AgentsStack, agent: string): Promise<{ status: string }[]> {
  const query = `query($agent: String!) {
    conversations(filter: { agent: $agent }) { nodes { turns { nodes { status } } } } }`;
  const { conversations } = await api.run<
    { conversations: { nodes: { turns: { nodes: { status: string }[] } }[] } }
  >(query, { agent });
  return conversations.nodes.flatMap(({ turns }) => turns.nodes);
}

/** Asks on the wire, and cuts the connection once the turn runs. */
async function askAndLeave(t: AgentsStack, agent: string, args: object): Promise<void> {
  const leave = new AbortController();
  const params = { name: `ask_${agent}`, arguments: { message: long, ...args } };
  const options = { signal: leave.signal };
  const response = await postRpc(t.stack.urls.graphql, "tools/call", params, options);
  assert.match(response.headers.get("content-type") ?? "", /event-stream/);
  await eventually(
    "the turn runs",
    async () => (await turnsOf(t, agent)).some(({ status }) => status === "RUNNING"),
  );
  leave.abort();
}

/** What happens to a call that is interrupted. */
export function interruptions(stack: () => AgentsStack) {
  test("a worker that is killed in mid-answer delays the answer and changes nothing else", async () => {
    const t = stack();
    const notes: string[] = [];
    const writes = Promise.withResolvers<void>();
    const onprogress = ({ message = "" }) => {
      notes.push(message);
      if (message.startsWith("Writes")) writes.resolve();
    };
    const call = { name: `ask_${t.analyst}`, arguments: { message: long } };
    const calling = t.client.callTool(call, { onprogress, resetTimeoutOnProgress: true });
    await writes.promise;
    await t.stack.kill("worker", "SIGKILL");
    await t.stack.startPart("worker");
    const result = await calling;
    const { status, reply, conversationId } = askedIn(result);
    assert.equal(status, "COMPLETED");
    assert.equal(reply, textIn(result));
    const { entries } = await t.api.read(conversationId);
    assert.equal(entries.nodes.filter((e) => e.__typename === "Message").length, 2);
  });

  test("an API that stops says so, and the same call reads the answer once one runs", async () => {
    const t = stack();
    const agent = unique("moved");
    await t.api.register(agent, { tools: [] });
    const args = { message: long, idempotencyKey: crypto.randomUUID() };
    const call = { name: `ask_${agent}`, arguments: args };
    const asked = Promise.withResolvers<void>();
    const calling = t.client.callTool(call, { onprogress: () => asked.resolve() });
    await asked.promise;
    await t.stack.stopPart("api");
    assert.equal(codeIn(await calling), "SHUTTING_DOWN");
    await t.stack.startPart("api");
    assert.equal(askedIn(await t.client.callTool(call)).status, "COMPLETED");
    assert.equal((await turnsOf(t, agent)).length, 1);
  });

  test("a client that closes its call without a key cancels the turn", async () => {
    const t = stack();
    const agent = unique("left");
    await t.api.register(agent, { tools: [] });
    await askAndLeave(t, agent, {});
    await eventually(
      "the turn is cancelled",
      async () => (await turnsOf(t, agent)).every(({ status }) => status === "CANCELLED"),
    );
  });

  test("a lost connection does not lose the turn of a call with a key: the same call finds it", async () => {
    const t = stack();
    const agent = unique("kept");
    await t.api.register(agent, { tools: [] });
    const idempotencyKey = crypto.randomUUID();
    await askAndLeave(t, agent, { idempotencyKey });
    const args = { message: long, idempotencyKey };
    const result = await t.client.callTool({ name: `ask_${agent}`, arguments: args });
    assert.equal(askedIn(result).status, "COMPLETED");
    assert.equal((await turnsOf(t, agent)).length, 1);
  });

  test("the id that a Tramontane worker sends with a call is its key, in `_meta` or as a header", async () => {
    const t = stack();
    const id = `call_${crypto.randomUUID()}`;
    const params = {
      name: `ask_${t.analyst}`,
      arguments: { message: "Say hello" },
      _meta: { "tramontane/callId": id },
    };
    const first = askedIn(await t.client.callTool(params));
    assert.equal(first.idempotencyKey, id);
    assert.equal(askedIn(await t.client.callTool(params)).turnId, first.turnId);
    const { _meta, ...plain } = params;
    const headers = { "idempotency-key": id };
    const byHeader = await t.client.callTool(plain, { headers });
    assert.equal(askedIn(byHeader).turnId, first.turnId);
  });
}
