import assert from "node:assert/strict";
import { test } from "node:test";
import { pythonPackages } from "../support/installed-packages.ts";
import { unique } from "../support/test-stack.ts";
import { openAiUrl } from "./openai-client.ts";
import { analyst, t } from "./openai-stack.ts";

const script = new URL("./openai_client.py", import.meta.url).pathname;
const price = { server: "prices", name: "get_current_stock_price", policy: "ASK" };

test("OpenAI's package for Python streams, resumes, cancels, decides, retries and chats", async () => {
  const python = await pythonPackages(["openai==3.57.0"]);
  const careful = unique("careful");
  await t().api.register(careful, { tools: [price] });
  const args = [script, openAiUrl(t()), analyst(), careful];
  const { success, stderr } = await new Deno.Command(python, { args }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
});
