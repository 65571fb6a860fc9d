import type { Content } from "../../../protocol/conversation/content.ts";
import { noteSkipped } from "../stream/skipped.ts";
import { asObject, type Fields, textOf, wordsOf } from "../stream/fields.ts";
import { webAddress } from "./web-address.ts";

/** Maximum length of the name of a type, UTF-16 units. */
const maxNameLength = 64;

/**
 * A chunk of an unknown type in a known form: its text, or its link, or else only the name of its type, which shows that
 * content is missing. The last case is counted.
 */
export function unknownPart(chunk: Fields): Content {
  const type = (wordsOf(chunk.type) ?? "content").slice(0, maxNameLength);
  const text = textIn(chunk, type);
  if (text !== null) return { type: isThinking(type) ? "thinking" : "text", text };
  const url = addressIn(chunk);
  if (url === null) noteSkipped("chunk", type);
  const media = /image/.test(type) ? "image" : "document";
  return { type: "media", media, title: type, url };
}

const isThinking = (type: string) => /^(thinking|reasoning)/.test(type);

/** Searches for text in fields with the usual names, then in the field with the name of the type. */
function textIn(chunk: Fields, type: string, depth = 0): string | null {
  for (const name of ["text", "content", "value", "output_text", type]) {
    const text = textAt(chunk[name], type, depth);
    if (text !== null) return text;
  }
  return null;
}

function textAt(value: unknown, type: string, depth: number): string | null {
  const text = textOf(value);
  if (text !== null) return webAddress(text) || text.startsWith("data:") ? null : text;
  if (depth > 3) return null;
  if (Array.isArray(value)) {
    const texts = value.map((v) => textAt(v, type, depth + 1)).filter((t) => t !== null);
    return texts.length > 0 ? texts.join("") : null;
  }
  const inner = asObject(value);
  return inner && textIn(inner, type, depth + 1);
}

/** The first web address in a field such as `audio_url` or `url`. */
function addressIn(chunk: Fields): string | null {
  for (const [name, value] of Object.entries(chunk)) {
    if (!name.endsWith("url") && !asObject(value)) continue;
    const url = webAddress(textOf(value) ?? textOf(asObject(value)?.url));
    if (url !== null) return url;
  }
  return null;
}
