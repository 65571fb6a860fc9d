// What every program here begins with: a client of the API, and a conversation whose agent answers.
import { createClient } from "@tramontane/client";

const [url, agent] = process.argv.slice(2);
// Node 20 has no WebSocket of its own.
const webSocketImpl = globalThis.WebSocket ?? (await import("ws")).WebSocket;

export const address = url;
export const client = createClient({ url, webSocketImpl });

const start = `mutation ($input: StartConversationInput!) {
  result: startConversation(input: $input) {
    ... on StartConversationPayload { conversation { id } turn { id } }
    ... on UserError { message }
  }
}`;
const content = [{ text: "What do NVDA and AMD cost?" }];
const input = { agent, content, idempotencyKey: crypto.randomUUID() };
const { result } = await client.request(start, { input });
if (!result.conversation) throw new Error(result.message);

export const conversationId = result.conversation.id;
export const turnId = result.turn.id;

/** The events of the conversation, for libraries that read documents. */
export const events = `subscription Events($id: ID!, $after: String) {
  event: conversationEvents(id: $id, after: $after) {
    __typename
    ... on Event { cursor fromSeq seq }
    ... on EntryChanged { entryId status entry { __typename id status ... on Message { role text } } }
    ... on TextDelta { nodeId part kind offset text }
    ... on TurnChanged { turnId status }
  }
}`;

/** The stored texts, for a comparison with what was received. */
export const stored = `query Stored($id: ID!) {
  conversation(id: $id) {
    id
    entries(first: 50) { nodes { __typename id status ... on Message { role text } } }
  }
}`;

/** The text of the agent's message, as the API has it now. */
export async function storedText() {
  const { conversation } = await client.request(stored, { id: conversationId });
  return conversation.entries.nodes.findLast(({ role }) => role === "AGENT").text;
}

/** Prints what the test reads, and ends. */
export async function report(seen) {
  console.log(JSON.stringify({ ...seen, stored: await storedText() }));
  client.close();
}

export const isOver = (event) =>
  event.__typename === "TurnChanged" && event.turnId === turnId && event.status === "COMPLETED";
