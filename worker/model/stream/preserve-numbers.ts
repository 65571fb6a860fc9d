import { parseExact } from "../../../protocol/json/exact-json.ts";

/** `JSON.rawJSON` of Node 22 and later: a value that is written as this text. */
const raw = (JSON as { rawJSON?: (source: string) => unknown }).rawJSON;

/**
 * Parses JSON so that `JSON.stringify` writes the numbers again that a double does not hold, where the engine can: they
 * are objects until then. Throws SyntaxError.
 */
export function parsePreservingNumbers(text: string): unknown {
  return raw ? parseExact(text, raw) : JSON.parse(text);
}
