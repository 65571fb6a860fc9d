import type { MessageOutputEventContent } from "@mistralai/mistralai/models/components";
import type { Content, MediaPart } from "../../protocol/content.ts";
import { inexactNumber } from "../../protocol/exact-json.ts";
import { mediaKindOf } from "../../protocol/media-type.ts";
import type { MadeFile } from "../../store/files.ts";
import { derivedId } from "../../store/new-id.ts";

type Chunk = Exclude<MessageOutputEventContent, string>;

/** What a piece of a message is to us: its parts, and the files that they name. `entryId`: of the message. */
export function toParts(
  content: MessageOutputEventContent,
  entryId: string,
): { parts: Content[]; files: MadeFile[] } {
  if (typeof content === "string") return only({ type: "text", text: content });
  switch (content.type) {
    case "text":
      return only({ type: "text", text: content.text });
    case "thinking": {
      const texts = content.thinking.map((t) => ("text" in t ? t.text : ""));
      return only({ type: "thinking", text: texts.join("") });
    }
    case "tool_reference":
      return only({ type: "citation", title: content.title, url: webAddress(content.url) });
    case "tool_file":
      return madeFile(content, entryId);
    case "image_url": {
      const { imageUrl } = content;
      return linked("image", typeof imageUrl === "string" ? imageUrl : imageUrl.url);
    }
    case "document_url":
      return linked("document", content.documentUrl, content.documentName);
    default:
      return { parts: [], files: [] };
  }
}

const only = (part: Content) => ({ parts: [part], files: [] });

/** The same file of the same message has the same id, however often the answer is read. */
function madeFile(chunk: Extract<Chunk, { type?: "tool_file" }>, entryId: string) {
  const { fileId: remoteId, fileName, fileType } = chunk;
  const title = fileName || (fileType ? `${chunk.tool}.${fileType.split("/").at(-1)}` : chunk.tool);
  const id = derivedId("file", entryId, remoteId);
  const media = mediaKindOf(title, fileType ?? null);
  const part: MediaPart = { type: "media", media, title, url: null, file: id };
  return { parts: [part], files: [{ id, remoteId, title }] };
}

function linked(media: MediaPart["media"], address: string, name?: string | null) {
  const url = webAddress(address);
  return only({ type: "media", media, title: name || media, url });
}

/** An address that a browser may be given; what a model writes could be anything. */
export function webAddress(text: string | null | undefined): string | null {
  if (!text || !URL.canParse(text)) return null;
  return /^https?:$/.test(new URL(text).protocol) ? text : null;
}

/**
 * Arguments as data. Broken JSON, and JSON with a number that would become another one, stays the text that it is, for
 * the tool call to refuse.
 */
export function parseArguments(text: string): unknown {
  try {
    const parsed: unknown = JSON.parse(text === "" ? "{}" : text);
    return inexactNumber(text) === null ? parsed : text;
  } catch {
    return text;
  }
}
