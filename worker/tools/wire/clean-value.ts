import { sanitizedText } from "../../../store/connect.ts";

/** Deepest nesting of data that is kept. */
export const maxDepth = 100;

/** Replaces values that are nested deeper. */
export const tooDeep = "[nested too deeply]";

/**
 * `value` with all texts and keys in a form that the database accepts, and values nested deeper than `maxDepth`
 * replaced. A NUL and half a surrogate pair become U+FFFD.
 */
export function cleanValue(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return sanitizedText(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth >= maxDepth) return tooDeep;
  if (Array.isArray(value)) return value.map((item) => cleanValue(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [sanitizedText(key), cleanValue(item, depth + 1)]),
  );
}
