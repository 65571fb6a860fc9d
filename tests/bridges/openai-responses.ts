import assert from "node:assert/strict";
import { test } from "node:test";
import { poll } from "../../protocol/async/poll.ts";
import { connect } from "../../store/database/connect.ts";
import { modelRequests } from "../support/remote.ts";
import {
  allOf,
  appended,
  ended,
  numbers,
  openAiClient,
  textOf,
  withoutRequest,
} from "./openai-client.ts";
import { analyst, client, t } from "./openai-stack.ts";

const dense = (length: number) => Array.from({ length }, (_, i) => i);
const isDelta = ({ type }: { type: string }) => type === "response.output_text.delta";

test("responses stream with tool calls, text and usage, numbered without gaps; a replay is the same", async () => {
  const input = "[[think]] What do NVDA and AMD cost?";
  const events = await allOf(
    await client().responses.create({ model: analyst(), input, stream: true }),
  );
  assert.deepEqual(numbers(events), dense(events.length));
  const { id, output, usage, model } = ended(events);
  const kinds = ["mcp_call", "mcp_call", "message"];
  assert.deepEqual(output.map(({ type }) => type).filter((type) => type !== "reasoning"), kinds);
  assert.ok(output.some(({ type }) => type === "reasoning"));
  assert.match(appended(events), /USD/);
  assert.equal(appended(events), textOf(ended(events)));
  assert.ok(usage && usage.total_tokens > 0);
  assert.equal(model, `${analyst()}@1`);
  const replay = await allOf(await client().responses.retrieve(id, { stream: true }));
  assert.deepEqual(withoutRequest(replay), withoutRequest(events));
  const got = await client().responses.retrieve(id);
  assert.deepEqual([got.output, got.status, got.usage], [output, "completed", usage]);
});

test("the client's own accumulator accepts a stream", async () => {
  const stream = client().responses.stream({ model: analyst(), input: "What does TSLA cost?" });
  const response = await stream.finalResponse();
  assert.match(response.output_text, /USD/);
});

test("starting_after resumes exactly, while the answer is written and after its end", async () => {
  await t().sandbox.post("pace", { tokensPerSecond: 60, firstTokenMs: 5 });
  const input = "Explain dividends in about 80 words";
  const stream = await client().responses.create({ model: analyst(), input, stream: true });
  let joined: ReturnType<typeof allOf> | undefined;
  const resume = async (id: string, starting_after: number) =>
    await allOf(await client().responses.retrieve(id, { stream: true, starting_after }));
  let id = "";
  const events = await allOf(stream, (event) => {
    if (event.type === "response.created") id = event.response.id;
    if (isDelta(event) && event.sequence_number > 8) joined ??= resume(id, 6);
  });
  await t().sandbox.post("pace", { tokensPerSecond: 300, firstTokenMs: 5 });
  const rest = withoutRequest(events.slice(7));
  assert.deepEqual(withoutRequest(await joined ?? []), rest);
  assert.deepEqual(withoutRequest(await resume(id, 6)), rest);
});

test("a background response is answered at once, read until it ends, and can be cancelled", async () => {
  const { responses } = client();
  const input = "Explain bonds in about 30 words";
  const started = await responses.create({ model: analyst(), input, background: true });
  assert.equal(started.status, "queued");
  const whole = await poll(async () => {
    const now = await responses.retrieve(started.id);
    return now.status === "completed" ? now : undefined;
  }, { withinMs: 30_000, everyMs: 100, what: "the response ends" });
  assert.match(textOf(whole), /emulated answer/);
  const { data } = await responses.inputItems.list(started.id);
  assert.deepEqual(data.map((item) => item.type), ["message"]);
  const long = { model: analyst(), input: "Write in about 2000 words", background: true };
  const { id } = await responses.create(long);
  assert.equal((await responses.cancel(id)).status, "cancelled");
  assert.equal((await responses.retrieve(id)).status, "cancelled");
});

test("previous_response_id goes on, an earlier one branches off, conversation continues by id", async () => {
  const { responses, conversations } = client();
  const first = await responses.create({ model: analyst(), input: "My name is Ada" });
  const next = { previous_response_id: first.id, input: "What did I say before?" };
  const second = await responses.create(next);
  assert.match(second.output_text, /My name is Ada/);
  assert.equal(second.conversation?.id, first.conversation?.id);
  const branch = await responses.create({ ...next, input: "And what now?" });
  assert.match(branch.output_text, /My name is Ada/);
  assert.notEqual(branch.conversation?.id, first.conversation?.id);
  const conversation = first.conversation?.id ?? "";
  const third = await responses.create({ conversation, input: "Say hello" });
  assert.equal(third.conversation?.id, conversation);
  const empty = await conversations.create({ metadata: { model: analyst() } });
  const begun = await responses.create({ conversation: empty.id, input: "Say hello" });
  assert.equal(begun.conversation?.id, empty.id);
});

test("after the retention of its events a response still has its answer, and its stream its end", async () => {
  const { responses } = client();
  const { id, conversation, output_text } = await responses.create({
    ...{ model: analyst(), input: "Say hello" },
  });
  const stream = conversation?.id.replace("conv_", "conversation_") ?? "";
  const sql = connect(t().stack.urls.database, { name: "test-openai", max: 1 });
  await sql`delete from events where stream_id = ${stream}
    and seq < (select max(seq) from events where stream_id = ${stream})`;
  await sql.end();
  const late = await responses.retrieve(id);
  assert.deepEqual([late.status, textOf(late)], ["completed", output_text]);
  const events = await allOf(await responses.retrieve(id, { stream: true, starting_after: 7 }));
  assert.deepEqual([numbers(events), textOf(ended(events))], [[8], output_text]);
});

test("a request that the client repeats after a lost answer is paid once", async () => {
  let requests = 0;
  const lossy = async (url: string | URL | Request, init?: RequestInit) => {
    const answer = await fetch(url, init);
    if (requests++ > 0) return answer;
    await answer.body?.cancel();
    throw new TypeError("the connection was lost");
  };
  const retrying = openAiClient(t(), { fetch: lossy, maxRetries: 2 });
  const headers = { "Idempotency-Key": crypto.randomUUID() };
  const first = await retrying.responses.create({ model: analyst(), input: "hello" }, { headers });
  requests = 0;
  const again = { previous_response_id: first.id, input: "hello again" };
  const second = await retrying.responses.create(again, {
    headers: { "Idempotency-Key": crypto.randomUUID() },
  });
  assert.equal(requests, 2);
  assert.equal(second.conversation?.id, first.conversation?.id);
  const id = first.conversation?.id.replace("conv_", "conversation_") ?? "";
  assert.equal((await modelRequests(t(), id)).length, 2);
  const { turns } = await t().api.read(id);
  assert.equal(turns.nodes.length, 2);
});
