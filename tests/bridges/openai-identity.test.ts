import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type OpenAI from "openai";
import { sharedIdentityStack } from "../support/identity.ts";
import { eventually, unique } from "../support/test-stack.ts";
import { allOf, ended, openAiClient, openAiUrl } from "./openai-client.ts";

const t = await sharedIdentityStack("openai");
after(() => t[Symbol.asyncDispose]());
const [acme, globex] = t.tenants;
const [analyst, careful] = [unique("analyst"), unique("careful")];
const price = { server: "prices", name: "get_current_stock_price" };

const as = async (role: string, over: object = {}): Promise<OpenAI> =>
  openAiClient(t, { apiKey: await t.tokenOf({ tenant: acme, roles: [role], ...over }) });

before(async () => {
  await eventually("the tools are listed", () => t.api.listsTools("prices"));
  await t.api.register(analyst);
  await t.api.register(careful, { tools: [{ ...price, policy: "ASK" }] });
});

test("a request without a valid token is 401 in OpenAI's form", async () => {
  const stranger = openAiClient(t, { apiKey: "wrong" });
  const expected = { status: 401, code: "invalid_api_key", type: "invalid_request_error" };
  await assert.rejects(stranger.models.list(), expected);
  const bare = await fetch(`${openAiUrl(t)}/models`);
  assert.equal(bare.status, 401);
  assert.ok(bare.headers.get("www-authenticate"));
  assert.equal((await bare.json()).error.code, "invalid_api_key");
});

test("who may not read details gets no thoughts, arguments, results and usage; a developer does", async () => {
  const input = "[[think]] What does NVDA cost?";
  const read = async (role: string) => {
    const client = await as(role, { subject: role });
    return ended(
      await allOf(await client.responses.create({ model: analyst, input, stream: true })),
    );
  };
  const [member, developer] = [await read("member"), await read("developer")];
  const calls = [member, developer].map(({ output }) =>
    output.find((item) => item.type === "mcp_call") ?? assert.fail("no call")
  );
  assert.deepEqual(member.output.map(({ type }) => type), ["mcp_call", "message"]);
  assert.ok(developer.output.some(({ type }) => type === "reasoning"));
  assert.deepEqual(calls.map(({ arguments: args }) => args), ["", '{"symbol":"NVDA"}']);
  assert.deepEqual(calls.map(({ output }) => typeof output), ["object", "string"]);
  assert.equal(member.usage ?? null, null);
  assert.ok((developer.usage?.total_tokens ?? 0) > 0);
});

test("another subject and another tenant do not find a response", async () => {
  const own = await (await as("member")).responses.create({ model: analyst, input: "hello" });
  const others = [
    await as("member", { subject: "bob" }),
    await as("member", { tenant: globex }),
  ];
  for (const other of others) {
    const expected = { status: 404, code: "response_not_found" };
    await assert.rejects(other.responses.retrieve(own.id), expected);
    await assert.rejects(other.responses.cancel(own.id), expected);
    const next = { previous_response_id: own.id, input: "hello" };
    await assert.rejects(other.responses.create(next), expected);
  }
});

test("a member sees that a call waits and may not decide; after an approver did, it reads what follows", async () => {
  const member = await as("member");
  const first = await member.responses.create({ model: careful, input: "What does AMD cost?" });
  const [request] = first.output;
  assert.ok(request?.type === "mcp_approval_request");
  const input = [{
    ...{ type: "mcp_approval_response" as const, approve: true },
    approval_request_id: request.id,
  }];
  const decision = { previous_response_id: first.id, input };
  await assert.rejects(member.responses.create(decision), { status: 403, code: "forbidden" });
  const approver = await t.as({ tenant: acme, subject: "eve", roles: ["approver"] });
  const turnId = first.id.replace("resp_", "turn_");
  const [pending] = await approver.pending(turnId);
  assert.ok(pending);
  await approver.decide(pending, { approve: {} });
  const rest = await eventuallyRead(member, `${first.id}_1`);
  assert.deepEqual(rest.output.map(({ type }) => type), ["mcp_call", "message"]);
});

async function eventuallyRead(client: OpenAI, id: string) {
  return ended(await allOf(await client.responses.retrieve(id, { stream: true })));
}

test("without points a request is 429 with the time to wait", async () => {
  const admin = await t.as({ tenant: globex, subject: "root", roles: ["admin"] });
  const limits = { principalPointsPerDay: 1, reset: true };
  const set = `mutation ($input: SetTenantQuotaInput!) {
    setTenantQuota(input: $input) { __typename }
  }`;
  const idempotencyKey = crypto.randomUUID();
  await admin.run(set, { input: { ...limits, idempotencyKey } });
  const limited = await as("member", { tenant: globex, subject: "eager" });
  const error = await limited.models.list().then(() => null, (error) => error);
  assert.deepEqual([error?.status, error?.code], [429, "rate_limit_exceeded"]);
  assert.ok(Number(error?.headers.get("retry-after")) >= 1);
});
