// Agents as MCP tools for callers with tokens: what a caller may not do by GraphQL, it may not do here.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sharedIdentityStack } from "../support/identity.ts";
import { agentsUrl, connectAgents, textIn } from "../support/mcp-client.ts";
import { sendRpc, tasksCapability } from "../support/mcp-wire.ts";
import { eventually, unique } from "../support/test-stack.ts";
import { askedIn, codeIn } from "./mcp/stack.ts";

const t = await sharedIdentityStack("mcpAgents");
after(() => t[Symbol.asyncDispose]());
const url = t.stack.urls.graphql;
const [acme, globex] = t.tenants;
const message = "What does NVDA cost?";
const asking = { name: "get_current_stock_price", policy: "ASK" };
let [careful, separate] = ["", ""];

before(async () => {
  await eventually("the tools are listed", () => t.api.listsTools("prices", "separate"));
  [careful, separate] = [unique("careful"), unique("separate")];
  await t.api.register(careful, { tools: [{ server: "prices", ...asking }] });
  await t.api.register(separate, { tools: [{ server: "separate", ...asking }] });
});

/** A client of a subject with this token; `forms`: its user approves each form. */
async function as(request: Parameters<typeof t.tokenOf>[0], forms = false) {
  const token = await t.tokenOf(request);
  const approve = { action: "accept" as const, content: { decision: "approve" } };
  const client = await connectAgents(url, { token, ...(forms && { onForm: () => approve }) });
  return { client, token, [Symbol.asyncDispose]: () => client.close() };
}

test("without a token a client gets 401 with a challenge, as an error of JSON-RPC", async () => {
  for (const authorization of [undefined, "Bearer nonsense"]) {
    const headers = { "content-type": "application/json", ...(authorization && { authorization }) };
    const body = '{"jsonrpc":"2.0","id":1,"method":"tools/list"}';
    const response = await fetch(agentsUrl(url), { method: "POST", headers, body });
    assert.equal(response.status, 401);
    assert.equal(response.headers.get("www-authenticate"), "Bearer");
    const { error } = await response.json();
    assert.deepEqual([error.code, error.data.code], [-32000, "UNAUTHENTICATED"]);
  }
});

test("a caller without the scopes gets no tools and starts nothing", async () => {
  await using viewer = await as({ subject: "vera", roles: ["viewer"] });
  await assert.rejects(viewer.client.listTools(), /scopes agents:read/);
  const asked = await viewer.client.callTool({ name: `ask_${careful}`, arguments: { message } });
  assert.equal(codeIn(asked), "FORBIDDEN");
  const question = { question: "How is NVDA doing?" };
  const research = await viewer.client.callTool({ name: "research", arguments: question });
  assert.equal(codeIn(research), "FORBIDDEN");
});

test("a caller who may write but not read is refused before anything is started", async () => {
  const subject = unique("writer");
  await using writer = await as({ subject, scopes: ["conversations:write"] });
  const asked = await writer.client.callTool({ name: `ask_${careful}`, arguments: { message } });
  assert.equal(codeIn(asked), "FORBIDDEN");
  const reader = await t.as({ subject, scopes: ["conversations:read"] });
  const { conversations } = await reader.run<{ conversations: { nodes: { owner: string }[] } }>(
    "{ conversations { nodes { owner } } }",
  );
  assert.ok(!conversations.nodes.some(({ owner }) => owner === subject));
});

test("of another tenant a caller sees no agent, conversation or task", async () => {
  await using ada = await as({ tenant: acme, subject: "ada", roles: ["member"] });
  const { conversationId, turnId } = askedIn(
    await ada.client.callTool({ name: `ask_${careful}`, arguments: { message } }),
  );
  const other = await t.as({ tenant: globex, subject: "root", roles: ["admin"] });
  await other.register(careful, { tools: [] });
  await using gus = await as({ tenant: globex, subject: "gus", roles: ["member"] });
  const { tools } = await gus.client.listTools();
  assert.ok(!tools.some(({ name }) => name === `ask_${separate}`));
  const unknown = gus.client.callTool({ name: `ask_${separate}`, arguments: { message } });
  await assert.rejects(unknown, { code: -32602 });
  const args = { message, conversationId };
  const stolen = await gus.client.callTool({ name: `ask_${careful}`, arguments: args });
  assert.equal(codeIn(stolen), "NOT_FOUND");
  for (const method of ["tasks/get", "tasks/cancel", "tasks/update"]) {
    const options = {
      capabilities: tasksCapability,
      headers: { authorization: `Bearer ${gus.token}` },
    };
    const params = { taskId: turnId, inputResponses: {} };
    const { error } = await sendRpc(url, method, params, options);
    assert.equal(error?.code, -32602, method);
  }
  const own = await ada.client.callTool({ name: `ask_${careful}`, arguments: args });
  assert.equal(codeIn(own), "BUSY", "the turn still waits for its approval");
});

test("a caller who may not decide gets no form, and no arguments", async () => {
  for (const roles of [["member"], ["developer"]]) {
    await using caller = await as({ subject: unique("mo"), roles }, true);
    const result = await caller.client.callTool({
      name: `ask_${careful}`,
      arguments: { message },
    });
    assert.equal(askedIn(result).status, "WAITING", roles[0]);
    assert.match(textIn(result), /prices\.get_current_stock_price/);
    assert.doesNotMatch(textIn(result), /\{"symbol"/);
  }
});

test("an approver approves in a form, but not what needs a second person", async () => {
  await using caller = await as({ subject: "pat", roles: ["member", "approver"] }, true);
  const ask = (agent: string) =>
    caller.client.callTool({ name: `ask_${agent}`, arguments: { message } });
  assert.equal(askedIn(await ask(careful)).status, "COMPLETED");
  const refused = await ask(separate);
  assert.equal(askedIn(refused).status, "WAITING");
  assert.match(textIn(refused), /was refused: .*\(FORBIDDEN\)/);
});
