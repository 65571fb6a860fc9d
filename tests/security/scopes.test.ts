import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Api, PendingApproval } from "../support/api.ts";
import * as documents from "../support/documents.generated.ts";
import { sharedIdentityStack } from "../support/identity.ts";
import { eventually, registerAnalyst, unique, usualPace } from "../support/test-stack.ts";
import { ask, codeAt, type Result } from "./roles/ask.ts";
import { readStream } from "./roles/read-stream.ts";

const t = await sharedIdentityStack("scopes");
after(() => t[Symbol.asyncDispose]());
const url = t.stack.urls.graphql;
const detail = "conversations:read:detail";
const question = "What does NVDA cost?";
let [agent, careful, separate] = ["", "", ""];

before(async () => {
  await eventually("the tools are listed", () => t.api.listsTools("prices", "separate"));
  agent = await registerAnalyst(t);
  const asking = (server: string) => ({
    tools: [{ server, name: "get_current_stock_price", policy: "ASK" }],
  });
  [careful, separate] = [unique("careful"), unique("separate")];
  await t.api.register(careful, asking("prices"));
  await t.api.register(separate, asking("separate"));
});

const content = `query ($id: ID!) { conversation(id: $id) {
  usage { modelCalls }
  agentVersion { number model instructions tools { server } }
  turns { nodes { status traceUrl traceId usage { modelCalls } } }
  entries { nodes { __typename ... on Message { text } ... on ToolCall { name arguments result output files { url } } } }
} }`;

interface ReadCall {
  __typename: string;
  name?: string;
  arguments?: unknown;
  result?: string | null;
}
interface Content {
  usage: object | null;
  agentVersion: { number: number; model: string; instructions: string | null; tools: [] | null };
  turns: { nodes: { status: string; usage: object | null; traceId: string | null }[] };
  entries: { nodes: ReadCall[] };
}
const contentOf = ({ data }: Result) => (data as unknown as { conversation: Content }).conversation;
const callIn = (result: Result) =>
  contentOf(result).entries.nodes.find((e) => e.__typename === "ToolCall") ??
    assert.fail("no call");
const forbidden = ({ errors = [] }: Result) =>
  errors.filter((e) => e.extensions?.code === "FORBIDDEN").map((e) => e.path?.join(".")).sort();

const subscription = `subscription ($id: ID!) { conversationEvents(id: $id) {
  __typename
  ... on TurnChanged { status }
  ... on TextDelta { kind text }
  ... on EntryChanged { entry { __typename ... on ToolCall { arguments result } } }
} }`;

type SeenEvent = { __typename: string; status?: string; kind?: string; entry?: ReadCall | null };
const eventIn = ({ data }: Result) => data?.conversationEvents as SeenEvent | undefined;
const turnEnded = (result: Result) =>
  eventIn(result)?.__typename === "TurnChanged" && eventIn(result)?.status === "COMPLETED";

/** What a member reads of a turn whose message it sends once its stream is open, and of the turn before. */
async function readLive(read: typeof readStream.SSE, api: Api, token: string) {
  const id = await api.start(agent, question);
  let [ended, sent]: [number, Promise<unknown>] = [0, Promise.resolve()];
  const results = await read(url, token, { query: subscription, variables: { id } }, (result) => {
    if (!turnEnded(result)) return false;
    ended++;
    if (ended === 1) sent = api.send(id, question);
    return ended === 2;
  });
  await sent;
  return { id, results };
}

for (const [transport, read] of Object.entries(readStream)) {
  test(`${transport}: a member reads its answer, and of tool calls only that there are some`, async () => {
    const subject = unique("ada");
    const token = await t.tokenOf({ subject, roles: ["member"] });
    const { id, results } = await readLive(read, await t.as({ subject, roles: ["member"] }), token);
    const kinds = new Set(results.map((r) => eventIn(r)?.kind).filter(Boolean));
    assert.deepEqual([...kinds], ["TEXT"]);
    const calls = results.filter((r) => eventIn(r)?.entry?.__typename === "ToolCall");
    assert.ok(calls.length > 0);
    for (const result of calls) {
      const { arguments: args, result: text } = eventIn(result)?.entry ?? {};
      assert.deepEqual([args, text], [null, null]);
      assert.deepEqual(forbidden(result), [
        "conversationEvents.entry.arguments",
        "conversationEvents.entry.result",
      ]);
    }
    const stored = await ask[transport as "SSE"](url, token, { query: content, variables: { id } });
    const { usage, agentVersion, turns } = contentOf(stored);
    assert.deepEqual([usage, turns.nodes[0]?.usage], [null, null]);
    assert.deepEqual([agentVersion.instructions, agentVersion.tools], [null, null]);
    assert.equal(agentVersion.model, "mistral-medium-latest");
    const call = callIn(stored);
    assert.deepEqual([call.arguments, call.result], [null, null]);
    assert.equal(call.name, "get_current_stock_price");
    const denied = forbidden(stored);
    for (const path of ["usage", "agentVersion.tools", "turns.nodes.0.traceId"]) {
      assert.ok(denied.includes(`conversation.${path}`), `${path}: ${denied}`);
    }
  });

  test(`${transport}: with the scope of details the same member reads them, also while they are written`, async () => {
    const subject = unique("ada");
    const scopes = [detail];
    const token = await t.tokenOf({ subject, roles: ["member"], scopes });
    const api = await t.as({ subject, roles: ["member"], scopes });
    // Arguments take several frames, so that a reader gets them before their call ends, also on a busy machine.
    await t.sandbox.post("pace", { tokensPerSecond: 20, firstTokenMs: 5 });
    const { id, results } = await readLive(read, api, token);
    await t.sandbox.post("pace", usualPace);
    const kinds = new Set(results.map((r) => eventIn(r)?.kind).filter(Boolean));
    assert.ok(kinds.has("ARGUMENTS"), [...kinds].join());
    assert.deepEqual(results.flatMap(forbidden), []);
    const stored = await ask[transport as "SSE"](url, token, { query: content, variables: { id } });
    assert.ok(callIn(stored).arguments && callIn(stored).result);
  });
}

test("the address of a server, and the server as a node, need their scopes", async () => {
  const query = `{ mcpServers { name url } node(id: "server_prices") { id }
    nodes(ids: ["server_prices"]) { id ... on McpServer { url } } }`;
  const of = async (role: string) =>
    await ask.HTTP(url, await t.tokenOf({ subject: role, roles: [role] }), { query });
  const member = await of("member");
  assert.deepEqual(member.data, { mcpServers: null, node: null, nodes: [null] });
  assert.deepEqual(forbidden(member), ["mcpServers"]);
  const developer = await of("developer");
  const listed = developer.data?.mcpServers as { name: string; url: string | null }[];
  assert.deepEqual(listed.map((s) => s.url), [null, null]);
  assert.deepEqual(forbidden(developer), ["mcpServers.0.url", "mcpServers.1.url", "nodes.0.url"]);
  const operator = await of("operator");
  assert.equal(operator.errors, undefined);
  assert.match((operator.data?.mcpServers as { url: string }[])[0]?.url ?? "", /^http/);
});

test("a developer may not move `stable` in either way; an operator may", async () => {
  const developer = await t.as({ subject: "dev", roles: ["developer"] });
  const operator = await t.as({ subject: "op", roles: ["operator"] });
  const move = (api: Api, alias: string) => api.attempt(setAlias, { agent, alias, version: 1 });
  const refusal = { __typename: "ForbiddenError", scope: "agents:promote" };
  assert.deepEqual(await move(developer, "stable"), refusal);
  assert.equal((await move(developer, "next")).__typename, "SetAgentAliasPayload");
  assert.deepEqual(await move(operator, "next"), { ...refusal, scope: "agents:write" });
  assert.equal((await move(operator, "stable")).__typename, "SetAgentAliasPayload");
  const registering = { name: agent, model: "m", instructions: { text: "x" }, alias: "stable" };
  const registered = await developer.attempt(register, registering);
  assert.deepEqual(registered, refusal);
});

const setAlias = `mutation ($input: SetAgentAliasInput!) { result: setAgentAlias(input: $input) {
  __typename ... on ForbiddenError { scope } } }`;
const register = `mutation ($input: RegisterAgentInput!) { result: registerAgent(input: $input) {
  __typename ... on ForbiddenError { scope } } }`;
const decide = `mutation ($input: DecideApprovalInput!) { result: decideApproval(input: $input) {
  __typename ... on ForbiddenError { scope message } ... on DecideApprovalPayload { approval { verdict } } } }`;

/** A member's conversation with a pending approval. */
async function asked(agent: string, by: Api): Promise<{ id: string; approval: PendingApproval }> {
  const approver = await t.as({ subject: "eve", roles: ["approver"] });
  const id = await by.start(agent, question);
  const find = async () => {
    const { nodes } = (await approver.run(documents.inbox, {})).approvals ?? { nodes: [] };
    const own = await Promise.all(nodes.map((one) => ofConversation(approver, one, id)));
    return own.find((one) => one !== null);
  };
  let approval: PendingApproval | null | undefined;
  await eventually("a call waits", async () => (approval = await find()) !== undefined);
  return { id, approval: approval ?? assert.fail("no approval") };
}

async function ofConversation(api: Api, approval: PendingApproval, id: string) {
  const query = `query ($id: ID!) { node(id: $id) { ... on Turn { conversation { id } } } }`;
  const turn = approval.toolCall?.turn.id;
  const { node } = await api.run<{ node: { conversation: { id: string } } | null }>(query, {
    id: turn,
  });
  return node?.conversation.id === id ? approval : null;
}

const verdictOn = ({ id: approvalId, argumentsHash }: PendingApproval, verdict: object) => ({
  ...{ approvalId, argumentsHash, verdict },
});

test("an approver may decide and approve for good, and not change arguments", async () => {
  const ada = await t.as({ subject: unique("ada"), roles: ["member"] });
  const eve = await t.as({ subject: "eve", roles: ["approver"] });
  const { approval } = await asked(careful, ada);
  const change = { approve: { arguments: { symbol: "AMD" } } };
  const edited = await eve.attempt(decide, verdictOn(approval, change));
  assert.deepEqual([edited.__typename, edited.scope], ["ForbiddenError", "approvals:edit"]);
  const own = await ada.attempt(decide, verdictOn(approval, { approve: {} }));
  assert.deepEqual([own.__typename, own.scope], ["ForbiddenError", "approvals:decide"]);
  const decided = await eve.attempt(decide, verdictOn(approval, { approve: { always: true } }));
  assert.deepEqual(decided.approval, { verdict: "APPROVED" });
});

test("with a separate approver the sender may reject its call and not approve it, though it has the scope", async () => {
  const subject = unique("ada");
  const scopes = ["approvals:read", "approvals:decide", "approvals:standing"];
  const ada = await t.as({ subject, roles: ["member"], scopes });
  const first = (await asked(separate, ada)).approval;
  for (const approve of [{}, { always: true }]) {
    const own = await ada.attempt(decide, verdictOn(first, { approve }));
    assert.deepEqual([own.__typename, own.scope], ["ForbiddenError", null]);
    assert.match(String(own.message), /needs an approver who sent no message of this turn/);
  }
  const eve = await t.as({ subject: "eve", roles: ["approver"] });
  const other = await eve.attempt(decide, verdictOn(first, { approve: {} }));
  assert.deepEqual(other.approval, { verdict: "APPROVED" });
  const second = (await asked(separate, ada)).approval;
  const rejected = await ada.attempt(decide, verdictOn(second, { reject: { reason: "no" } }));
  assert.deepEqual(rejected.approval, { verdict: "REJECTED" });
  const free = (await asked(careful, ada)).approval;
  const approved = await ada.attempt(decide, verdictOn(free, { approve: {} }));
  assert.deepEqual(approved.approval, { verdict: "APPROVED" }, "a tool without this rule");
});

test("an operator without a reason reads no conversation, no arguments, and not whether there is one", async () => {
  const subject = unique("ada");
  const ada = await t.as({ subject, roles: ["member"] });
  const { id, approval } = await asked(careful, ada);
  const token = await t.tokenOf({ subject: "op", roles: ["operator"] });
  const query =
    `query ($id: ID!, $approval: ID!) { conversation(id: $id) { id } node(id: $id) { id }
    approval: node(id: $approval) { ... on Approval { id proposedArguments toolCall { id } } } }`;
  for (const [transport, send] of Object.entries(ask)) {
    const operation = { query, variables: { id, approval: approval.id } };
    const { data, ...result } = await send(url, token, operation);
    assert.deepEqual(data, {
      ...{ conversation: null, node: null },
      approval: { id: approval.id, proposedArguments: null, toolCall: null },
    }, transport);
    assert.deepEqual(forbidden(result), ["approval.proposedArguments", "approval.toolCall"]);
    assert.equal(codeAt(result, "conversation"), null);
  }
  await ada.attempt(documents.cancel, { turnId: approval.toolCall?.turn.id });
});

test("the viewer says who it is and what it may do; a misspelled scope is an error", async () => {
  const token = await t.tokenOf({ subject: "ada", roles: ["member"], scopes: ["usage:read"] });
  const query = `{ viewer { subject tenant kind roles expiresAt
    own: can(scopes: ["usage:read", "conversations:write"]) other: can(scopes: ["agents:write"]) none: can(scopes: []) } }`;
  const { data, errors } = await ask.WebSocket(url, token, { query });
  assert.equal(errors, undefined);
  const { expiresAt, ...viewer } = data?.viewer as { expiresAt: string };
  assert.deepEqual(viewer, {
    ...{ subject: "ada", tenant: t.tenants[0], kind: "USER", roles: ["member"] },
    ...{ own: true, other: false, none: true },
  });
  assert.ok(Date.parse(expiresAt) > Date.now());
  const wrong = await ask.HTTP(url, token, { query: `{ viewer { can(scopes: ["usage"]) } }` });
  assert.equal(codeAt(wrong, "viewer"), "BAD_USER_INPUT");
});
