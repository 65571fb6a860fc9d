import { InvalidRequest } from "../errors.ts";
import { type ContentPart, contentParts, contentText } from "./content.ts";
import type { ChatBody } from "./chat-body.ts";
import { type EarlierMessage, withContext } from "./message.ts";

/** What a chat sends: with its earlier messages, and without. */
export interface ChatInput {
  /** For a conversation that begins. */
  first: ContentPart[];
  /** For one that has the earlier messages. */
  next: ContentPart[];
}

/** The message of a chat. Throws InvalidRequest. */
export function chatInput({ messages }: ChatBody): ChatInput {
  const last = messages.length - 1;
  const message = messages[last];
  if (message?.role !== "user" || !message.content) {
    throw new InvalidRequest("End the messages with one of the user.", "messages");
  }
  const next = contentParts(message.content, `messages[${last}].content`);
  const earlier = messages.slice(0, last).flatMap(({ role, content }, i): EarlierMessage[] =>
    content ? [{ role, text: contentText(content, `messages[${i}].content`) }] : []
  );
  return { first: withContext(earlier, next), next };
}
