import { duration } from "../../../ui/format.ts";

/** Longest value that is shown in a row, in characters. */
const longest = 120;

/** A value in a row of a table; null: it is too long, and is compared by its words. */
export function shortValue(value: unknown, path: string): string | null {
  if (value === null || value === undefined) return "–";
  if (typeof value === "number" && path.endsWith("Ms")) return duration(value);
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > longest || text.includes("\n") ? null : text;
}
