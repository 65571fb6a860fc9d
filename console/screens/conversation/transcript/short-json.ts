/** Longest short form, in characters; a line has no room for more. */
const longest = 160;

/** Arguments or a result on one line: `symbol: TSLA, days: 5`. */
export function shortJson(value: unknown): string {
  const text = value !== null && typeof value === "object" && !Array.isArray(value)
    ? Object.entries(value).slice(0, 20).map(([name, one]) => `${name}: ${plain(one)}`).join(", ")
    : plain(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

function plain(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value) ?? "";
  return text.slice(0, longest + 1).replaceAll(/\s+/g, " ");
}
