import type { ContentPart, UserMessage } from "@ag-ui/core";
import { limits } from "../../protocol/limits.ts";
import { isPublicHost } from "../../protocol/net/public-host.ts";
import { BridgeError } from "../failure.ts";

/** A part of a message, as `sendMessage` takes it. */
export type Content = { text: string } | { imageUrl: string } | { documentUrl: string };

const maxParts = 10;

/** A refusal of the request itself. */
export const badRequest = (message: string): BridgeError =>
  new BridgeError({ status: 400, code: "BAD_USER_INPUT", message });

/**
 * The content of a message. Throws a BridgeError for what `sendMessage` would refuse: by then the conversation of a new
 * thread has been started.
 */
export function contentOf({ content }: UserMessage): Content[] {
  const parts = typeof content === "string" ? [{ text: content }] : content.map(partOf);
  if (parts.length === 0 || parts.length > maxParts) {
    throw badRequest(`content: Send 1 to ${maxParts} parts.`);
  }
  const length = parts.reduce((sum, part) => sum + ("text" in part ? part.text.length : 0), 0);
  if (length > limits.messageLength) {
    throw badRequest(`content: Write at most ${limits.messageLength} characters.`);
  }
  for (const [index, part] of parts.entries()) {
    const isSent = "text" in part ? part.text.trim() !== "" : isAddress(Object.values(part)[0]);
    if (!isSent) throw badRequest(`content.${index}: Send text, or a public https address.`);
  }
  return parts;
}

function partOf(part: ContentPart, index: number): Content {
  if (part.type === "text") return { text: part.text };
  const { type, source } = part;
  if (source.type === "url" && type === "image") return { imageUrl: source.value };
  if (source.type === "url" && type === "document") return { documentUrl: source.value };
  throw badRequest(
    `content.${index}: A part of type ${type} with a source of type ${source.type} cannot be sent. ` +
      "Send text, or an image or a document by its https address.",
  );
}

function isAddress(address: string | undefined): boolean {
  if (address === undefined || !URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  return protocol === "https:" && !username && !password && isPublicHost(hostname);
}
