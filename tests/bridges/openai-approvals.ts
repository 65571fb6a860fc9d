import assert from "node:assert/strict";
import { test } from "node:test";
import type { Response } from "openai/resources/responses/responses";
import { unique } from "../support/test-stack.ts";
import { allOf, ended, numbers } from "./openai-client.ts";
import { client, t } from "./openai-stack.ts";

const price = { server: "prices", name: "get_current_stock_price", policy: "ASK" };
async function careful(): Promise<string> {
  const model = unique("careful");
  await t().api.register(model, { tools: [price] });
  return model;
}

const types = ({ output }: Response) => output.map(({ type }) => type);
const requestsOf = ({ output }: Response) =>
  output.flatMap((item) => item.type === "mcp_approval_request" ? [item] : []);
const answerTo = ({ id: approval_request_id }: { id: string }, approve: boolean) => ({
  ...{ type: "mcp_approval_response" as const, approval_request_id, approve, reason: "I say so" },
});

test("a call that needs an approval ends the response; the decision is answered with what follows", async () => {
  const model = await careful();
  const first = await client().responses.create({ model, input: "What does NVDA cost?" });
  assert.deepEqual([types(first), first.status], [["mcp_approval_request"], "completed"]);
  const [request] = requestsOf(first);
  assert.ok(request);
  assert.deepEqual(JSON.parse(request.arguments), { symbol: "NVDA" });
  const input = [answerTo(request, true)];
  const stream = await client().responses.create({
    ...{ previous_response_id: first.id, input, stream: true },
  });
  const events = await allOf(stream);
  assert.deepEqual(numbers(events), numbers(events).map((_, i) => i));
  const second = ended(events);
  assert.deepEqual(types(second), ["mcp_call", "message"]);
  assert.match(JSON.stringify(second.output), /USD/);
  assert.deepEqual((await client().responses.retrieve(second.id)).output, second.output);
  assert.deepEqual((await client().responses.retrieve(first.id)).output, first.output);
  const next = await client().responses.create({ previous_response_id: second.id, input: "Hello" });
  assert.equal(next.conversation?.id, first.conversation?.id);
});

test("a rejected call fails with the reason, and the answer says so", async () => {
  const model = await careful();
  const first = await client().responses.create({ model, input: "What does AMD cost?" });
  const input = requestsOf(first).map((request) => answerTo(request, false));
  const second = await client().responses.create({ previous_response_id: first.id, input });
  const [call] = second.output;
  assert.ok(call?.type === "mcp_call");
  assert.equal(call.status, "failed");
  assert.match(JSON.stringify(call.error), /REJECTED/);
  const opposite = client().responses.create({
    ...{
      previous_response_id: first.id,
      input: [answerTo(requestsOf(first)[0] ?? { id: "" }, true)],
    },
  });
  await assert.rejects(opposite, { status: 400, code: "approval_decided" });
});

test("of two requests each is decided by itself", async () => {
  const model = await careful();
  const first = await client().responses.create({ model, input: "What do NVDA and AMD cost?" });
  const [nvda, amd] = requestsOf(first);
  assert.ok(nvda && amd);
  const second = await client().responses.create({
    ...{ previous_response_id: first.id, input: [answerTo(nvda, true)] },
  });
  assert.deepEqual(types(second), ["mcp_call"]);
  const third = await client().responses.create({
    ...{ previous_response_id: second.id, input: [answerTo(amd, true)] },
  });
  assert.deepEqual(types(third), ["mcp_call", "message"]);
});

test("of several decisions in one request the answer is in the response, also where a call ends between them", async () => {
  const model = await careful();
  for (const approve of [[true, true], [false, true], [false, false]]) {
    const first = await client().responses.create({ model, input: "What do NVDA and AMD cost?" });
    const input = requestsOf(first).map((one, i) => answerTo(one, approve[i] ?? false));
    const second = await client().responses.create({ previous_response_id: first.id, input });
    assert.equal(types(second).at(-1), "message", `${approve}`);
    assert.deepEqual((await client().responses.retrieve(second.id)).output, second.output);
  }
});

test("of decisions none is made where one is wrong", async () => {
  const model = await careful();
  const first = await client().responses.create({ model, input: "What do NVDA and AMD cost?" });
  const [nvda, amd] = requestsOf(first);
  assert.ok(nvda && amd);
  const unknown = { id: `mcpr_${crypto.randomUUID().replaceAll("-", "")}` };
  const decide = (...input: ReturnType<typeof answerTo>[]) =>
    client().responses.create({ previous_response_id: first.id, input });
  await assert.rejects(decide(answerTo(nvda, true), answerTo(unknown, true)), { status: 404 });
  await assert.rejects(decide(answerTo(nvda, true), answerTo(nvda, false)), { status: 400 });
  const both = await decide(answerTo(nvda, false), answerTo(amd, true));
  assert.deepEqual(types(both), ["mcp_call", "message"]);
  assert.deepEqual((await client().responses.retrieve(both.id)).output, both.output);
});

test("a message while a decision is missing is refused; a response that was not reached does not exist", async () => {
  const model = await careful();
  const first = await client().responses.create({ model, input: "What does MSFT cost?" });
  const early = client().responses.create({ previous_response_id: first.id, input: "Well?" });
  await assert.rejects(early, { status: 409, code: "conversation_locked" });
  for (const stream of [true, false] as const) {
    const missing = client().responses.retrieve(`${first.id}_1`, { stream });
    await assert.rejects(missing, { status: 404, code: "response_not_found" });
  }
  await client().responses.cancel(first.id);
});
