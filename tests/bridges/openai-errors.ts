import assert from "node:assert/strict";
import { test } from "node:test";
import { analyst, client } from "./openai-stack.ts";

const refused: readonly [what: string, body: object, expected: object][] = [
  ["an unknown model", { model: "no-agent" }, {
    status: 404,
    code: "model_not_found",
    param: "model",
  }],
  ["an unknown version", { model: "@999" }, { status: 404, code: "model_not_found" }],
  ["tools of the caller", { tools: [{ type: "web_search" }] }, { status: 400, param: "tools" }],
  ["store: false", { store: false }, { status: 400, param: "store" }],
  ["an unknown parameter", { colour: "red" }, { status: 400, code: "unknown_parameter" }],
  ["a parameter of another type", { stream: "yes" }, { status: 400 }],
  ["no input", { input: [] }, { status: 400, param: "input" }],
  [
    "data inside the request",
    {
      input: [{
        role: "user",
        content: [{ type: "input_image", image_url: "data:image/png;base64,AA" }],
      }],
    },
    { status: 400, param: "input[0].content[0]" },
  ],
  ["an unknown response", { previous_response_id: "resp_0" }, {
    status: 404,
    code: "response_not_found",
  }],
  ["an unknown conversation", { conversation: "conv_0" }, { status: 404 }],
  [
    "a function's output",
    { input: [{ type: "function_call_output", call_id: "a", output: "b" }] },
    { status: 400, param: "input[0]" },
  ],
];

for (const [what, body, expected] of refused) {
  test(`${what} is refused with a clear error`, async () => {
    const { model: given, ...rest } = body as { model?: string };
    const model = given?.startsWith("@") ? `${analyst()}${given}` : given ?? analyst();
    const request = { model, input: "hello", ...rest };
    await assert.rejects(client().responses.create(request as never), expected);
  });
}

test("more than one choice, log probabilities and stops are refused for completions", async () => {
  for (
    const more of [{ n: 2 }, { logprobs: true }, { stop: "x" }, { functions: [{ name: "f" }] }]
  ) {
    const messages = [{ role: "user", content: "hello" }];
    const completion = client().chat.completions.create(
      { model: analyst(), messages, ...more } as never,
    );
    await assert.rejects(completion, { status: 400, code: "unsupported_parameter" });
  }
});

test("settings that the agent has are accepted without effect", async () => {
  const { status } = await client().responses.create({
    ...{ model: analyst(), input: "hello", temperature: 0.2, max_output_tokens: 5, tools: [] },
    metadata: { a: "b" },
  });
  assert.equal(status, "completed");
});

test("models are the agents, each with its versions and aliases", async () => {
  const ids: string[] = [];
  for await (const { id } of client().models.list()) ids.push(id);
  assert.ok(ids.includes(analyst()));
  for (const id of [analyst(), `${analyst()}@1`]) {
    assert.equal((await client().models.retrieve(id)).id, id);
  }
  const missing = client().models.retrieve(`${analyst()}@nothing`);
  await assert.rejects(missing, { status: 404, code: "model_not_found" });
});

test("a path that does not exist names those that do", async () => {
  await assert.rejects(client().get("/embeddings"), { status: 404, code: "unknown_url" });
});
