import assert from "node:assert/strict";
import { test } from "node:test";
import { allOf, appended, ended, numbers, textOf } from "./openai-client.ts";
import { analyst, client, t } from "./openai-stack.ts";

const slowly = { tokensPerSecond: 60, firstTokenMs: 5 };
const usual = { tokensPerSecond: 300, firstTokenMs: 5 };
const restart = async (part: "worker" | "api") => {
  await t().stack.kill(part, "SIGKILL");
  await t().stack.startPart(part);
};

test("a worker is killed in mid-answer: the text of both APIs is exact", async () => {
  await t().sandbox.post("pace", slowly);
  const content = "Explain markets in about 80 words";
  const [model, messages] = [analyst(), [{ role: "user" as const, content }]];
  const chat = await client().chat.completions.create({ model, messages, stream: true });
  const completion = (async () => {
    let text = "";
    for await (const { choices } of chat) text += choices[0]?.delta.content ?? "";
    return text;
  })();
  let killed: Promise<void> | undefined;
  const stream = await client().responses.create({ model, input: content, stream: true });
  const events = await allOf(stream, ({ type, sequence_number }) => {
    if (type === "response.output_text.delta" && sequence_number > 7) killed ??= restart("worker");
  });
  await killed;
  await t().sandbox.post("pace", usual);
  const response = ended(events);
  assert.equal(response.status, "completed");
  assert.equal(appended(events), textOf(response));
  assert.equal(await completion, textOf(response));
  assert.deepEqual(numbers(events), numbers(events).toSorted((a, b) => a - b));
  assert.ok(numbers(events).some((number) => number > 2 ** 20), "an attempt was discarded");
  const late = await client().responses.retrieve(response.id);
  assert.deepEqual(late.output, response.output);
});

test("the API is killed in mid-answer: starting_after resumes at the next process without a lost or doubled piece", async () => {
  await t().sandbox.post("pace", slowly);
  const input = "Explain bonds in about 80 words";
  const stream = await client().responses.create({ model: analyst(), input, stream: true });
  let killed: Promise<void> | undefined;
  const seen: Awaited<ReturnType<typeof allOf>> = [];
  await allOf(stream, (event) => {
    seen.push(event);
    if (event.sequence_number > 7) killed ??= restart("api");
  }).catch(() => {});
  assert.ok(killed, "the answer was not over before the kill");
  await killed;
  const first = seen[0];
  const id = first?.type === "response.created" ? first.response.id : "";
  const after = { stream: true as const, starting_after: numbers(seen).at(-1) ?? 0 };
  const rest = await allOf(await client().responses.retrieve(id, after));
  await t().sandbox.post("pace", usual);
  const events = [...seen, ...rest];
  assert.deepEqual(numbers(events), numbers(events).map((_, i) => i));
  assert.equal(appended(events), textOf(ended(events)));
});
