import type { Content, MediaPart } from "../../../protocol/conversation/content.ts";
import { mediaKindOf } from "../../../protocol/conversation/media-type.ts";
import type { GeneratedFile } from "../../../store/file/files.ts";
import { derivedId } from "../../../store/ids.ts";
import { asObject, type Fields, idOf, textOf, wordsOf } from "../stream/fields.ts";
import { unknownPart } from "./unknown-part.ts";
import { webAddress } from "./web-address.ts";

/** A citation in a message. `tool`: the tool that found the source. */
export interface Cited {
  tool: string | null;
  title: string;
  url: string | null;
  description: string | null;
}

/** The content of a piece of a message: parts, files and citations. */
export interface Pieces {
  parts: Content[];
  files: GeneratedFile[];
  cited: Cited[];
}

const nothing: Pieces = { parts: [], files: [], cited: [] };
const only = (part: Content): Pieces => ({ ...nothing, parts: [part] });

/**
 * Reads the content of a message: text, a chunk, or a list of them. A chunk of an unknown type becomes its text, a link,
 * or at least its name (`unknownPart`). `entryId`: the message.
 */
export function toParts(content: unknown, entryId: string): Pieces {
  const text = textOf(content);
  if (text !== null) return only({ type: "text", text });
  if (Array.isArray(content)) return joined(content.map((piece) => toParts(piece, entryId)));
  const chunk = asObject(content);
  return chunk ? chunkParts(chunk, entryId) : nothing;
}

function joined(pieces: readonly Pieces[]): Pieces {
  return {
    parts: pieces.flatMap((p) => p.parts),
    files: pieces.flatMap((p) => p.files),
    cited: pieces.flatMap((p) => p.cited),
  };
}

function chunkParts(chunk: Fields, entryId: string): Pieces {
  switch (chunk.type) {
    case "text":
      return toParts(chunk.text, entryId);
    case "thinking":
      return only({ type: "thinking", text: thought(chunk.thinking) });
    case "tool_reference":
      return citation(chunk);
    case "reference":
      return only({ type: "citation", title: numbersOf(chunk.reference_ids), url: null });
    case "tool_file":
      return madeFile(chunk, entryId);
    case "image_url":
      return linked("image", chunk.image_url);
    case "document_url":
      return linked("document", chunk.document_url, textOf(chunk.document_name));
    default:
      return only(unknownPart(chunk));
  }
}

/** Thinking is a text, or a list of pieces with texts. */
function thought(value: unknown): string {
  if (Array.isArray(value)) return value.map(thought).join("");
  return textOf(value) ?? textOf(asObject(value)?.text) ?? "";
}

function citation(chunk: Fields): Pieces {
  const tool = wordsOf(chunk.tool);
  const url = webAddress(textOf(chunk.url));
  const title = wordsOf(chunk.title) ?? url ?? tool ?? "source";
  const cited = { tool, title, url, description: textOf(chunk.description) };
  return { ...only({ type: "citation", title, url }), cited: [cited] };
}

const numbersOf = (ids: unknown) =>
  (Array.isArray(ids) ? ids : [ids]).flatMap((id) => wordsOf(id) ?? []).join(", ") || "source";

/** The id of a file is the same at each reading of the answer. */
function madeFile(chunk: Fields, entryId: string): Pieces {
  const remoteId = idOf(chunk.file_id);
  const tool = wordsOf(chunk.tool) ?? "file";
  const fileType = textOf(chunk.file_type);
  const title = wordsOf(chunk.file_name) ??
    (fileType ? `${tool}.${fileType.split("/").at(-1)}` : tool);
  const media = mediaKindOf(title, fileType);
  if (remoteId === null) return only({ type: "media", media, title, url: null });
  const id = derivedId("file", entryId, remoteId);
  const part: MediaPart = { type: "media", media, title, url: null, file: id };
  return { ...only(part), files: [{ id, remoteId, title }] };
}

function linked(media: MediaPart["media"], address: unknown, name?: string | null): Pieces {
  const url = webAddress(textOf(address) ?? textOf(asObject(address)?.url));
  return only({ type: "media", media, title: name || media, url });
}
