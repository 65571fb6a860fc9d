import type { StoreNode, ToolCallNode } from "../entries.ts";
import type { FakeConversation } from "./fake-conversation.ts";

const createdAt = "2026-11-29T10:00:00.000Z";

/** A message as the API links it. */
export function message(
  id: string,
  {
    turn = "turn1",
    text = "",
    role = "AGENT",
    status = "COMPLETED",
    key = null,
  }: {
    turn?: string;
    text?: string;
    role?: "USER" | "AGENT";
    status?: StoreNode["status"];
    key?: string | null;
  } = {},
): StoreNode {
  return {
    __typename: "Message",
    id,
    status,
    createdAt,
    turn: { id: turn, number: 1 },
    role,
    idempotencyKey: key,
    author: role === "USER" ? null : { number: 1, agent: { name: "analyst" } },
    content: [{ __typename: "TextContent", text }],
  };
}

/** A tool call as the API links it. */
export function toolCall(
  id: string,
  over: Partial<ToolCallNode> = {},
): ToolCallNode {
  return {
    __typename: "ToolCall",
    id,
    status: "RUNNING",
    createdAt,
    turn: { id: "turn1", number: 1 },
    server: "prices",
    name: "get_price",
    arguments: null,
    result: null,
    output: null,
    files: [],
    failure: null,
    ...{ attempts: 0, startedAt: null, endedAt: null },
    approval: null,
    ...over,
  };
}

/** A user's message opens a turn that runs. */
export function openTurn(
  conversation: FakeConversation,
  { turn = "turn1", text = "hello", key = null }: {
    turn?: string;
    text?: string;
    key?: string | null;
  } = {},
): void {
  const entry = message(`${turn}-user`, { turn, text, role: "USER", key });
  conversation.add({
    __typename: "TurnChanged",
    turnId: turn,
    status: "QUEUED",
    turn: null,
  });
  conversation.add({
    __typename: "EntryChanged",
    entryId: entry.id,
    status: "COMPLETED",
    entry,
  });
  conversation.add({
    __typename: "TurnChanged",
    turnId: turn,
    status: "RUNNING",
    turn: null,
  });
}

/** An agent begins an answer; the id of its entry. */
export function openAnswer(
  conversation: FakeConversation,
  turn = "turn1",
): string {
  const entry = message(`${turn}-agent`, { turn, status: "RUNNING" });
  conversation.add({
    __typename: "EntryChanged",
    entryId: entry.id,
    status: "RUNNING",
    entry,
  });
  return entry.id;
}

/** The answer and its turn end. */
export function endTurn(
  conversation: FakeConversation,
  text: string,
  turn = "turn1",
): void {
  const entry = message(`${turn}-agent`, { turn, text });
  conversation.add({
    __typename: "EntryChanged",
    entryId: entry.id,
    status: "COMPLETED",
    entry,
  });
  conversation.add({
    __typename: "TurnChanged",
    turnId: turn,
    status: "COMPLETED",
    turn: null,
  });
}
