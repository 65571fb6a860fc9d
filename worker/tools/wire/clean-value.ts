import { sanitizedText } from "../../../store/database/sql.ts";

/** Maximum nesting of data. */
export const maxDepth = 100;

/** Replaces values that are nested more deeply. */
export const tooDeep = "[nested too deeply]";

/**
 * `value` with every text and key cleaned for the database, and values deeper than `maxDepth` replaced. NUL and half a
 * surrogate pair become U+FFFD. A value that needs no change is returned as is: answers can have a million parts.
 */
export function cleanValue(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return sanitizedText(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth >= maxDepth) return tooDeep;
  return Array.isArray(value)
    ? cleanArray(value, depth)
    : cleanObject(value as Record<string, unknown>, depth);
}

function cleanArray(items: readonly unknown[], depth: number): readonly unknown[] {
  const clean = items.map((item) => cleanValue(item, depth + 1));
  return clean.every((item, i) => item === items[i]) ? items : clean;
}

function cleanObject(object: Record<string, unknown>, depth: number): unknown {
  const clean: [string, unknown][] = [];
  let same = true;
  for (const key of Object.keys(object)) {
    const item = cleanValue(object[key], depth + 1);
    const name = sanitizedText(key);
    same &&= name === key && item === object[key];
    clean.push([name, item]);
  }
  return same ? object : Object.fromEntries(clean);
}
