import type OpenAI from "openai";
import { after, before } from "node:test";
import { sharedWithAnalyst, type TestStack } from "../support/test-stack.ts";
import { openAiClient } from "./openai-client.ts";

let running: TestStack & { analyst: string };
before(async () => {
  running = await sharedWithAnalyst();
});
after(() => running[Symbol.asyncDispose]());

/** The stack of the tests of this bridge. */
export const t = (): TestStack => running;
/** An agent to talk to. */
export const analyst = (): string => running.analyst;
/** OpenAI's client. */
export const client = (): OpenAI => openAiClient(running);
