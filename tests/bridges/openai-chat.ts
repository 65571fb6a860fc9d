import assert from "node:assert/strict";
import { test } from "node:test";
import { analyst, client, t } from "./openai-stack.ts";

const user = (content: string) => ({ role: "user" as const, content });

test("a completion has the text of the answer; its stream has the same text and the usage", async () => {
  const { completions } = client().chat;
  const [model, messages] = [analyst(), [user("What does AMD cost?")]];
  const { choices: [choice], usage } = await completions.create({ model, messages });
  assert.match(choice?.message.content ?? "", /USD/);
  assert.equal(choice?.finish_reason, "stop");
  assert.ok(usage && usage.total_tokens > 0);
  const streamed = { stream: true as const, stream_options: { include_usage: true } };
  let [text, used, finished] = ["", 0, ""];
  for await (const chunk of await completions.create({ model, messages, ...streamed })) {
    text += chunk.choices[0]?.delta.content ?? "";
    finished = chunk.choices[0]?.finish_reason ?? finished;
    used = chunk.usage?.total_tokens ?? used;
  }
  assert.equal(text, choice?.message.content);
  assert.deepEqual([finished, used > 0], ["stop", true]);
});

test("earlier messages are the context of a new conversation", async () => {
  const messages = [
    { role: "system" as const, content: "Be brief." },
    user("My name is Ada"),
    { role: "assistant" as const, content: "Hello Ada" },
    user("What did I say?"),
  ];
  const completion = await client().chat.completions.create({ model: analyst(), messages });
  const { conversation } = completion as unknown as { conversation: string };
  const { entries } = await t().api.read(conversation.replace("conv_", "conversation_"));
  const [sent, answer] = entries.nodes;
  assert.equal(entries.nodes.length, 2);
  const said = messages.slice(0, -1).map(({ role, content }) => ({ role, text: content }));
  assert.ok(sent?.text?.includes(JSON.stringify(said)));
  assert.ok(sent?.text?.endsWith("What did I say?"));
  assert.equal(completion.choices[0]?.message.content, answer?.text);
});

test("a chat goes on by the id of its conversation, or by a key of its client", async () => {
  const { completions } = client().chat;
  const model = analyst();
  const first = await completions.create({ model, messages: [user("My name is Ada")] });
  const { conversation } = first as unknown as { conversation: string };
  const further = { model, messages: [user("Who am I?")], conversation };
  const second = await completions.create(further);
  assert.match(second.choices[0]?.message.content ?? "", /Before that you said: "My name is Ada"/);
  const headers = { "X-Conversation-Key": crypto.randomUUID() };
  const ids: unknown[] = [];
  for (const text of ["My name is Bob", "Who am I?"]) {
    const messages = [user(text)];
    const { data, response } = await completions.create({ model, messages }, { headers })
      .withResponse();
    ids.push(response.headers.get("x-conversation-id"));
    if (ids.length > 1) assert.match(data.choices[0]?.message.content ?? "", /My name is Bob/);
  }
  assert.equal(new Set(ids).size, 1);
});
