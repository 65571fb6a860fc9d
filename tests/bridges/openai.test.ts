import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import OpenAI from "openai";
import { sharedWithAnalyst, type TestStack } from "../support/test-stack.ts";

let t: TestStack;
let analyst: string;
let client: OpenAI;
before(async () => {
  ({ analyst, ...t } = await sharedWithAnalyst());
  const baseURL = new URL("/bridges/openai/v1", t.api.url).href;
  client = new OpenAI({ baseURL, apiKey: "none", maxRetries: 0 });
});
after(() => t[Symbol.asyncDispose]());

test("a response streams", async () => {
  const stream = await client.responses.create({
    model: analyst,
    input: "What does NVDA cost?",
    stream: true,
  });
  for await (const event of stream) console.log(JSON.stringify(event).slice(0, 300));
});
