import { canonicalJson } from "../../../protocol/canonical.ts";

/**
 * True when the texts of an answer contain its structured content, so that the model need not read it twice: one of
 * them is that JSON, or together they are its only value, as with servers that wrap a plain result.
 */
export function holdsData(texts: readonly string[], data: unknown): boolean {
  if (texts.length === 0) return false;
  const wanted = canonicalJson(data);
  if (texts.some((text) => jsonOf(text) === wanted)) return true;
  const only = onlyValue(data);
  if (only === undefined) return false;
  if (typeof only === "string" && texts.join("\n") === only) return true;
  if (texts.length === 1 && jsonOf(texts[0] ?? "") === canonicalJson(only)) return true;
  return Array.isArray(only) && only.length === texts.length &&
    only.every((item, i) => texts[i] === item || jsonOf(texts[i] ?? "") === canonicalJson(item));
}

function onlyValue(data: unknown): unknown {
  if (typeof data !== "object" || data === null || Array.isArray(data)) return undefined;
  const values = Object.values(data);
  return values.length === 1 ? values[0] : undefined;
}

function jsonOf(text: string): string | null {
  try {
    return canonicalJson(JSON.parse(text));
  } catch {
    return null;
  }
}
