import type { Source } from "@tramontane/client";
import { readStoredTurns, type TurnPart, TurnReader } from "@tramontane/client/turn";
import { readUIMessageStream, type UIMessage } from "ai";
import { TurnChunks } from "./chunks/turn-chunks.ts";
import { idOfKey } from "./outgoing.ts";
import { streamOfChunks } from "./turn-stream.ts";

const final = ["COMPLETED", "FAILED", "CANCELLED"];

/** The messages of a conversation, as `useChat` had them; of a turn that is open only the user's. */
export async function messagesOf(
  source: Source,
  conversationId: string,
  { base }: { base?: string | undefined } = {},
): Promise<UIMessage[]> {
  const messages: UIMessage[] = [];
  for await (const { turnId, status, events } of readStoredTurns(source, conversationId)) {
    const reader = new TurnReader(turnId);
    const parts = events.flatMap((event) => reader.apply(event));
    const question = parts.find((part) => part.type === "user-message");
    if (question) messages.push(userMessage(question.message));
    if (final.includes(status)) messages.push(...await answerOf(parts, base));
  }
  return messages;
}

/** A user's message. Its id is the key that it was sent with. */
export function userMessage(
  { id, idempotencyKey, content }: Extract<TurnPart, { type: "user-message" }>["message"],
): UIMessage {
  const parts = content.flatMap((one): UIMessage["parts"] => {
    if (one.__typename === "TextContent") return one.text === null ? [] : [textPart(one.text)];
    if (one.__typename !== "MediaContent" || one.url === null) return [];
    return [{ type: "file", url: one.url, mediaType: "application/octet-stream" }];
  });
  return { id: idempotencyKey === null ? id : idOfKey(idempotencyKey), role: "user", parts };
}

const textPart = (text: string) => ({ type: "text" as const, text });

/** The message that `ai` makes of a turn that has ended; none for one that said nothing. */
async function answerOf(parts: TurnPart[], base: string | undefined): Promise<UIMessage[]> {
  const chunks = new TurnChunks({ base });
  const made = parts.flatMap((part) => chunks.add(part)).filter(({ type }) => type !== "error");
  const stream = streamOfChunks(made);
  let last: UIMessage | undefined;
  for await (const message of readUIMessageStream({ stream, terminateOnError: true })) {
    last = message;
  }
  return last ? [last] : [];
}
