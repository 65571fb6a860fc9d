import assert from "node:assert/strict";
import { after, before } from "node:test";
import type { UIMessage } from "ai";
import { TramontaneTransport, type TransportOptions } from "../../../clients/ai-sdk/mod.ts";
import { type Client, createClient } from "../../../clients/client/mod.ts";
import { TestChat, textOf, toolsOf } from "../../support/ai-chat.ts";
import { sharedWithAnalyst, type TestStack, unique } from "../../support/test-stack.ts";

/** The shared stack. */
export let t: TestStack & { analyst: string };
let client: Client;
/** The conversation of each chat. */
export const conversations = new Map<string, string>();
before(async () => {
  t = await sharedWithAnalyst();
  client = createClient({ url: t.api.url, retry: { firstMs: 50, maxMs: 500, attempts: 120 } });
});
after(async () => {
  client.close();
  await t[Symbol.asyncDispose]();
});

/** A page with a chat: what it knows is gone with it. */
export function page(
  id: string,
  { messages = [], ...over }: Partial<TransportOptions> & { messages?: UIMessage[] } = {},
) {
  const transport = new TramontaneTransport({
    ...{ client, agent: t.analyst, ...over },
    onConversation: (chat, conversation) => conversations.set(chat, conversation),
  });
  return { transport, chat: new TestChat({ id, transport, messages }) };
}

/** The page is reloaded: its messages are those that are stored, and the open turn is resumed. */
export async function reloaded(id: string, over: Partial<TransportOptions> = {}) {
  const { transport } = page(id, over);
  const again = page(id, { ...over, messages: await transport.loadMessages(id) });
  void again.chat.resumeStream();
  return again;
}

/** What a page shows after a reload, as JSON has it. */
export const storedMessages = async (id: string): Promise<UIMessage[]> =>
  JSON.parse(JSON.stringify(await page(id).transport.loadMessages(id)));

/** The turns of the conversation that the chat has now. */
export const turnsOf = async (id: string) =>
  (await t.api.read(conversations.get(id) ?? "")).turns.nodes;

/** An agent that asks before it looks at prices. */
export async function careful(): Promise<string> {
  const name = unique("careful");
  const tool = { server: "prices", name: "get_current_stock_price", policy: "ASK" };
  await t.api.register(name, { tools: [tool] });
  return name;
}

/** Whether a message is an answer with more text than this. */
export const isWritten = (length: number) => (message: UIMessage) =>
  message.role === "assistant" && textOf(message).length > length;
/** Whether a call of the message waits for the user. */
export const asks = (message: UIMessage) =>
  toolsOf(message).some(({ state }) => state === "approval-requested");
/** The id of the n-th approval of the newest message. */
export const approvalOf = ({ lastMessage }: TestChat, nth = 0) => {
  const open = lastMessage ? toolsOf(lastMessage).filter((p) => p.approval) : [];
  const id = open[nth]?.approval?.id;
  assert.ok(id);
  return id;
};
