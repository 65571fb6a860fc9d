import type { ContentPart } from "./content.ts";

/** What someone said before the message that is sent. */
export interface EarlierMessage {
  role: string;
  text: string;
}

const heading = "What was said before, as JSON. Answer the message after it.";

/**
 * The content of a message with what its client said before: a conversation here begins with one message, so earlier ones
 * are a part of it. As JSON no text can pass itself off as another message.
 */
export function withContext(
  earlier: readonly EarlierMessage[],
  message: readonly ContentPart[],
): ContentPart[] {
  if (earlier.length === 0) return [...message];
  return [{ text: `${heading}\n\n${JSON.stringify(earlier)}\n\n` }, ...message];
}
