// Sends a message as useChat does, and prints the message that it shows.
import { TramontaneTransport } from "@tramontane/ai-sdk";
import { createClient } from "@tramontane/client";
import { generateId, readUIMessageStream } from "ai";

const [url, agent] = process.argv.slice(2);
// Node 20 has no WebSocket of its own.
const webSocketImpl = globalThis.WebSocket ?? (await import("ws")).WebSocket;
const client = createClient({ url, webSocketImpl });
const transport = new TramontaneTransport({ client, agent });

const chatId = generateId();
const parts = [{ type: "text", text: "What does NVDA cost?" }];
const stream = await transport.sendMessages({
  chatId,
  messages: [{ id: generateId(), role: "user", parts }],
  trigger: "submit-message",
  messageId: undefined,
  abortSignal: undefined,
});
let message;
for await (const next of readUIMessageStream({ stream })) message = next;
const loaded = await transport.loadMessages(chatId);
client.close();
const texts = (one) => one.parts.filter(({ type }) => type === "text").map(({ text }) => text);
const types = new Set(message.parts.map(({ type }) => type));
console.log(
  JSON.stringify({ text: texts(message), loaded: texts(loaded.at(-1)), types: [...types] }),
);
