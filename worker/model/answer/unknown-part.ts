import type { Content } from "../../../protocol/conversation/content.ts";
import { noteSkipped } from "../stream/skipped.ts";
import { asObject, type Fields, textOf, wordsOf } from "../stream/fields.ts";
import { webAddress } from "./web-address.ts";

/** Longest name of a type that is shown, UTF-16 units. */
const longestName = 64;

/**
 * A chunk of an unknown type in a form that can be shown: its text; otherwise its link; otherwise its name alone, so
 * that the reader sees that something is missing. Counted where only the name is left.
 */
export function unknownPart(chunk: Fields): Content {
  const type = (wordsOf(chunk.type) ?? "content").slice(0, longestName);
  const text = textIn(chunk, type);
  if (text !== null) return { type: isThinking(type) ? "thinking" : "text", text };
  const url = addressIn(chunk);
  if (url === null) noteSkipped("chunk", type);
  const media = /image/.test(type) ? "image" : "document";
  return { type: "media", media, title: type, url };
}

const isThinking = (type: string) => /^(thinking|reasoning)/.test(type);

/** The fields in which text is looked for: the usual names, then the one that is named like the chunk. */
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

/** The first web address among the fields of a chunk, as `audio_url` or `url` give it. */
function addressIn(chunk: Fields): string | null {
  for (const [name, value] of Object.entries(chunk)) {
    if (!name.endsWith("url") && !asObject(value)) continue;
    const url = webAddress(textOf(value) ?? textOf(asObject(value)?.url));
    if (url !== null) return url;
  }
  return null;
}
