import { canonicalJson } from "../../../protocol/json/canonical.ts";

/** Data above this size, UTF-16 units as JSON, is not compared with texts of less than an eighth: it would take seconds. */
const maxCompared = 65_536;

/**
 * True if the texts of an answer already contain its structured content, so that the model need not receive it twice:
 * one text is that JSON, or all texts together are the only value in it, as of servers that wrap a plain result.
 * `json`: the data as JSON.
 */
export function holdsData(
  texts: readonly string[],
  data: unknown,
  json = JSON.stringify(data),
): boolean {
  if (texts.length === 0) return false;
  const units = texts.reduce((sum, text) => sum + text.length, 0);
  if (json.length > maxCompared && units < json.length / 8) return false;
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
