import type { Message } from "@ag-ui/core";
import type { TurnEntry, TurnMessage, TurnToolCall } from "../../clients/client/turn/mod.ts";
import { messageIdOf } from "./keys.ts";

/** Id of the reasoning message of a part of an entry. */
export const reasoningId = (entryId: string, part: number): string => `${entryId}:${part}`;

/** Id of the message that has the result of a tool call. */
export const resultId = (entryId: string): string => `${entryId}:result`;

/** The client's id of a message of a user: its own, if it was sent by this bridge. */
export const userMessageId = (
  conversationId: string,
  { id, idempotencyKey }: TurnMessage,
): string => messageIdOf(conversationId, idempotencyKey) ?? id;

/** The messages of a finished entry, as a snapshot has them. */
export function messagesOf(conversationId: string, entry: TurnEntry): Message[] {
  if (entry.__typename === "ToolCall") return toolMessages(entry);
  if (entry.__typename !== "Message") return [];
  if (entry.role !== "USER") return [...reasoningOf(entry), ...answerOf(entry)];
  return [{ id: userMessageId(conversationId, entry), role: "user", content: textOf(entry) }];
}

/** The message that carries a tool call. */
export const callMessage = (
  { id, server, name }: { id: string; server: string; name: string },
  args: string,
): Message => ({
  id,
  role: "assistant",
  toolCalls: [{
    id,
    type: "function",
    function: { name, arguments: args },
    metadata: { server },
  }],
});

/** The code of a failed call, as the metadata of its result. */
export const failedWith = (failure: { code: string } | null) =>
  failure ? { metadata: { error: failure.code } } : {};

/** The whole text of a message. */
export const textOf = ({ content }: TurnMessage): string =>
  content.map((one) => one.__typename === "TextContent" ? one.text ?? "" : "").join("");

/** A citation or a file of a message. */
export interface Link {
  type: "citation" | "media";
  title: string;
  url: string | null;
}

/** What a message cites and which files it has, as the metadata of its message. */
export function metadataOf(
  links: readonly Link[],
  isCut: boolean,
): { metadata?: Record<string, unknown> } {
  const of = (type: string) =>
    links.filter((link) => link.type === type).map(({ title, url }) => ({ title, url }));
  const metadata = {
    ...of("citation").length > 0 && { citations: of("citation") },
    ...of("media").length > 0 && { media: of("media") },
    ...isCut && { incomplete: true },
  };
  return Object.keys(metadata).length > 0 ? { metadata } : {};
}

function toolMessages(call: TurnToolCall): Message[] {
  const { id, result, failure } = call;
  const args = call.arguments === null ? "" : JSON.stringify(call.arguments);
  const content = result ?? failure?.message ?? "";
  return [
    callMessage(call, args),
    { id: resultId(id), role: "tool", toolCallId: id, content, ...failedWith(failure) },
  ];
}

function reasoningOf({ id, content }: TurnMessage): Message[] {
  return content.flatMap((one, part): Message[] =>
    one.__typename === "ThinkingContent" && one.reasoning
      ? [{ id: reasoningId(id, part), role: "reasoning", content: one.reasoning }]
      : []
  );
}

function answerOf(entry: TurnMessage): Message[] {
  if (textOf(entry) === "") return [];
  const links = entry.content.flatMap((one): Link[] => {
    if (one.__typename === "CitationContent") return [{ ...one, type: "citation" }];
    return one.__typename === "MediaContent" ? [{ ...one, type: "media" }] : [];
  });
  const more = metadataOf(links, entry.status === "CANCELLED");
  return [{ id: entry.id, role: "assistant", content: textOf(entry), ...more }];
}
