import { parseExact } from "../../../protocol/json/exact-json.ts";

/**
 * Parses JSON with the deviations of real servers: NaN and Infinity become null, and control characters are allowed in
 * texts. Integers that a double cannot represent become texts. Throws SyntaxError for any other deviation.
 */
export function parseLenient(text: string): unknown {
  const bare = text.startsWith("\ufeff") ? text.slice(1) : text;
  try {
    return parseExact(bare, readNumber);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return parseExact(repaired(bare), readNumber);
  }
}

/** A long decimal becomes the nearest double, as usual; an integer must not change. */
const readNumber = (source: string) =>
  /^-?\d+$/.test(source) || !Number.isFinite(Number(source)) ? source : Number(source);

const words = /-?(?:NaN|Infinity)/y;

/** Repairs a text in one pass; a text with other deviations stays invalid. */
function repaired(text: string): string {
  const parts: string[] = [];
  let from = 0;
  let inText = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (inText && c === 0x5c) i++;
    else if (c === 0x22) inText = !inText;
    else if (inText && c < 0x20) {
      parts.push(text.slice(from, i), `\\u${c.toString(16).padStart(4, "0")}`);
      from = i + 1;
    } else if (!inText && (c === 0x4e || c === 0x49 || c === 0x2d)) {
      words.lastIndex = i;
      const [word] = words.exec(text) ?? [];
      if (word === undefined) continue;
      parts.push(text.slice(from, i), "null");
      from = i + word.length;
      i = from - 1;
    }
  }
  return parts.join("") + text.slice(from);
}
