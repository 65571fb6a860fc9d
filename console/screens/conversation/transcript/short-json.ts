import { withoutHidden } from "../../../ui/json-text.ts";

/** Longest short form, in characters; a line has no room for more. */
const longest = 160;

/** Longest text that is read as JSON, in characters. */
const longestRead = 4_000;

/** Arguments or a result on one line: `symbol: TSLA, days: 5`. A text that is JSON is shown as what it says. */
export function shortJson(given: unknown): string {
  const value = typeof given === "string" ? parsed(given) : given;
  const text = value !== null && typeof value === "object" && !Array.isArray(value)
    ? Object.entries(value).slice(0, 20).map(([name, one]) => `${name}: ${plain(one)}`).join(", ")
    : plain(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

function plain(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value) ?? "";
  return withoutHidden(text.slice(0, longest + 1)).replaceAll(/\s+/g, " ");
}

function parsed(text: string): unknown {
  if (text.length > longestRead || !/^\s*[{[]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
