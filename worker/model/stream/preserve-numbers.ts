import { parseExact } from "../../../protocol/json/exact-json.ts";

/** `JSON.rawJSON` of Node 22 and later: a value that is serialized as this text. */
const raw = (JSON as { rawJSON?: (source: string) => unknown }).rawJSON;

/**
 * Parses JSON so that `JSON.stringify` reproduces numbers that a double cannot represent; until then they are objects.
 * Without `JSON.rawJSON` they are rounded. Throws SyntaxError.
 */
export function parsePreservingNumbers(text: string): unknown {
  return raw ? parseExact(text, raw) : JSON.parse(text);
}
