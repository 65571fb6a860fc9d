import { Buffer } from "node:buffer";
import { limits } from "../../../protocol/limits.ts";

/** A file of an answer. */
export interface AnswerFile {
  title: string;
  mediaType: string;
  bytes: Uint8Array;
}

/** A part of an answer: the text for the model, and its file. */
export interface Part {
  text: string;
  file?: AnswerFile;
}

type Block = Record<string, unknown>;

/**
 * Reads a block of a result's content; an unknown kind becomes JSON. `place` numbers files without a name, from 1.
 */
export function readBlock(given: unknown, place: number): Part {
  if (typeof given === "string") return { text: given };
  if (typeof given !== "object" || given === null) return { text: JSON.stringify(given) };
  const block = given as Block;
  if (block.type === "text") return { text: asText(block.text) };
  if (block.type === "image" || block.type === "audio") {
    const title = `${block.type}-${place}.${endingOf(block.mimeType)}`;
    return filePart(block.type, title, block.mimeType, block.data);
  }
  if (block.type === "resource") return resourcePart(block.resource, place);
  if (block.type === "resource_link") return { text: linkText(block) };
  return { text: JSON.stringify(block) };
}

function resourcePart(given: unknown, place: number): Part {
  const { uri, mimeType, text, blob } = Object(given) as Block;
  const named = [asText(uri), asText(mimeType)].filter((word) => word !== "").join(", ");
  if (text !== undefined) return { text: `[resource: ${named}]\n${asText(text)}` };
  if (blob === undefined) return { text: `[resource: ${named || JSON.stringify(given ?? null)}]` };
  const own = /([^/?#]{1,100})(?:[?#].*)?$/.exec(asText(uri))?.[1];
  const title = own && /\.[a-z0-9]{1,5}$/i.test(own)
    ? own
    : `resource-${place}.${endingOf(mimeType)}`;
  const part = filePart("resource", title, mimeType, blob);
  return { ...part, text: `${part.text} ${asText(uri)}`.trimEnd() };
}

function filePart(kind: string, title: string, mimeType: unknown, data: unknown): Part {
  const mediaType = asText(mimeType) || "application/octet-stream";
  const bytes = decode(data);
  if (!bytes) return { text: `[${kind}: ${mediaType}, its data cannot be read]` };
  const about = `[${kind}: ${title}, ${mediaType}, ${bytes.length} bytes`;
  if (bytes.length > limits.fileBytes) return { text: `${about}, too large to be kept]` };
  return { text: `${about}, kept as a file for the user]`, file: { title, mediaType, bytes } };
}

function linkText({ name, title, uri, description, mimeType, size }: Block): string {
  const named = [name ?? title, uri, description, mimeType].map(asText);
  const bytes = typeof size === "number" ? `${size} bytes` : "";
  return `[link: ${[...named, bytes].filter((word) => word !== "").join(", ")}]`;
}

/** Standard or URL-safe Base64; null for anything else. */
function decode(data: unknown): Uint8Array | null {
  if (typeof data !== "string") return null;
  const text = data.replace(/\s+/g, "");
  return /^[A-Za-z0-9+/_-]*={0,2}$/.test(text) ? new Uint8Array(Buffer.from(text, "base64")) : null;
}

const asText = (value: unknown) =>
  typeof value === "string" ? value : value == null ? "" : JSON.stringify(value);

const endings: Record<string, string> = {
  "image/jpeg": "jpg",
  "audio/mpeg": "mp3",
  "text/plain": "txt",
  "text/markdown": "md",
};

/** The extension of a file for a media type. */
function endingOf(mimeType: unknown): string {
  const type = asText(mimeType).split(";")[0]?.trim().toLowerCase() ?? "";
  const sub = /\/(?:x-)?([a-z0-9]{1,5})$/.exec(type)?.[1];
  return endings[type] ?? sub ?? "bin";
}
